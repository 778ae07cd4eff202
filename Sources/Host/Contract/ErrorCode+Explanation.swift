extension ErrorCode {
  /// What has happened, and what whoever reads it can do: a sentence of Markdown each.
  package var explanation: (meaning: String, remedy: String) {
    Self.explanations[self] ?? ("", "")
  }

  private static let explanations: [ErrorCode: (meaning: String, remedy: String)] = {
    let rows = table.split(separator: "\n").map { $0.split(separator: " | ").map(String.init) }
    return rows.reduce(into: [:]) { found, row in
      guard row.count == 3, let code = ErrorCode(rawValue: row[0]) else { return }
      found[code] = (row[1], row[2])
    }
  }()

  /// Code, meaning, remedy; a test sees to it that none is missing.
  private static let table = """
    malformed_json | The body is not valid JSON. | Send one JSON object in UTF-8 (RFC 8259).
    malformed_form | The body is not a valid form. | Send `application/x-www-form-urlencoded` fields.
    malformed_request | The request breaks HTTP, or holds text that is not taken. | Mend what the message names.
    body_interrupted | The connection ended before the body did. | Send the request again.
    request_timeout | The body did not arrive in time (`request_seconds`). | Send it faster, or in smaller requests.
    missing_token | No access token came with the request. | Send `Authorization: Bearer TOKEN`.
    invalid_token | The token is not one of this server, or its session has ended. | Log in again.
    expired_token | The access token has expired. | Ask for another with the refresh token.
    wrong_credentials | There is no account with this e-mail and password. | Check both.
    refresh_token_reused | A refresh token was used twice, so its session has been ended. | Log in again; keep the newest refresh token.
    origin_not_allowed | A browser sent the request from a page of another origin. | Name the origin in `allow_origin`.
    host_not_allowed | The request names a host that is not this server. | Start the server with `--host` to serve other names.
    admin_only | Only administrators, or the operator on this machine, may do this. | Ask an administrator.
    not_found | There is no such route. | See `/openapi.json`.
    task_not_found | There is no such task, or it belongs to somebody else. | `GET /api/v1/tasks` lists yours.
    conversation_not_found | There is no such conversation, or it belongs to somebody else. | `GET /api/v1/conversations` lists yours.
    agent_not_found | No agent of this name is loaded and enabled. | `GET /api/v1/agents` lists them.
    artifact_not_found | The task has no such artifact. | The task lists its artifacts.
    account_not_found | The account does not exist any more. | Register again.
    input_not_found | The task has asked no such question. | The task lists its questions.
    method_not_allowed | The route exists and does not take this method. | Use one of those in `Allow`.
    email_taken | An account with this e-mail exists. | Log in, or register with another address.
    conversation_busy | The conversation has a task that runs, and `on_busy` is `reject`. | Wait for it, or send `on_busy` as `enqueue` or `interrupt`.
    task_ended | The task has ended. | Nothing is left to do.
    no_open_input | The task asks nothing now. | Follow the task until it asks.
    ambiguous_input | The task asks several questions, and the answer names none. | Send `input_id`.
    input_closed | The question has been answered, or its task has ended. | Look at the task again.
    plan_changed | The plan that was approved is not the one that waits. | Look at the plan again, and send its `plan_hash`.
    idempotency_in_progress | A request with this `Idempotency-Key` is being accepted. | Send it again in a moment.
    body_too_large | The body has more bytes than the route takes. | Send less.
    query_too_large | The request's or answer's text is longer than `maximum_query_bytes`. | Send long material as a part of the message.
    headers_too_large | The header fields have more than 32 KiB. | Send fewer.
    unsupported_media_type | The body has a media type that the route does not take. | Send `application/json`.
    invalid_field | A member of the body has a value that is not taken. | Mend what the message names.
    missing_field | A required member of the body is missing. | Add what the message names.
    unknown_field | The body has a member that the route does not know. | Leave it out, or mend its name.
    invalid_parameter | A query parameter or header field has a value that is not taken. | Mend what the message names.
    idempotency_key_reused | The `Idempotency-Key` was used for another request. | Use a new key for each request.
    upgrade_required | The route is a WebSocket. | Send a WebSocket handshake.
    too_many_tasks | You have as many tasks, or bytes of requests, waiting as one user may. | Wait for one to end, or cancel one.
    too_many_connections | You, or your address, have as many connections or waiting requests as may be. | Close one.
    too_many_attempts | Too many log-ins or registrations were tried. | Wait as long as `Retry-After` says.
    rate_limited | Too many requests were sent in a short time. | Wait as long as `Retry-After` says.
    busy | The server has too many of such requests at once. | Send it again in a moment.
    too_many_answers | Too many answers wait for you to read them. | Read them, or close their connections.
    quota_exceeded | A quota of the user is used up. | Wait for the next day, delete tasks, or ask the operator.
    server_stopping | The server is stopping. | Send the request again in a moment.
    journal_unavailable | The server can't store anything now. | Send the request again later; the server's log says why.
    agent_unavailable | The agent can't be called now. | Try again later; `GET /api/v1/agents` says why.
    out_of_threads | The machine gives the server no further thread. | Raise the limit of processes, or run fewer tasks at once.
    already_following | The socket follows all tasks of the user already. | Subscribe on a socket with `follow=none`.
    already_subscribed | The socket follows this task already. | Nothing is left to do.
    not_subscribed | The socket does not follow this task. | Nothing is left to do.
    too_many_frames | The socket sent more frames than it may. | Reconnect, and send fewer.
    too_many_subscriptions | The socket follows as many tasks as one may. | Unsubscribe, or open another socket.
    unknown_frame | The socket sent a frame that is none of the protocol's. | Send `ping`, `stats`, or a JSON object with a known `type`.
    too_slow | The reader took nothing for too long. | Reconnect with the last position.
    agent_busy | The agent has too many calls waiting. | Try again later.
    agent_crashed | The agent's process ended during the call. | See the server's log, and the agent's author.
    agent_failed | The agent ended the call with an error that says nothing more. | See the agent's author.
    agent_stopped | The agent was being stopped. | Try again.
    blob_failed | A blob could not be read or written. | See the message; check the space of the data folder.
    cancelled | The task was cancelled. | Nothing is left to do.
    crashed_server | The server ended several times while it did this. | Say it in other words, or leave the agent out.
    cycle | An agent asked, over others, for help from itself. | Mend the agents.
    deadline_exceeded | The call or task took longer than it may. | Ask for less, or raise the limit.
    dependency_failed | A step that this one needs has failed. | Mend the step that failed.
    helper_asked | An agent that was asked for help asked a question itself, which helpers may not. | Call that agent with a step of its own.
    input_expired | Nobody answered the question in time. | Send the request again.
    interrupted | The server stopped during the step, and its owner decided that it has failed. | Send the request again to repeat it.
    invalid_plan | The plan breaks a rule. | Say the request in other words.
    invalid_result | The agent's result breaks the protocol. | See the message, and the agent's author; `hermes agent check` finds such faults.
    missing_artifact | A step that was declared done left nothing for the step that needs it. | Say that it has failed, or that it is to be tried again.
    missing_input | Nothing in the request, and no step, gives what an agent works on. | Send the material, or ask for it to be made.
    no_agent_for_capability | No loaded agent offers a capability that is needed. | Add an agent that does.
    no_agent_found | No loaded agent can do this. | `hermes agents` lists what they can do.
    no_result | The agent ended the call without a result. | See the agent's author.
    output_mismatch | A step made nothing of the type that its card declares, so that the next has nothing to work on. | See the agent's author.
    plan_rejected | The plan's owner rejected it. | Nothing is left to do.
    result_too_large | What an agent or a task has made is larger than may be. | Ask for less at a time.
    model_answer_too_large | The model's answer is larger than is taken. | Ask for less.
    model_bad_answer | The model's server answered what is no completion. | Check `url` of the model.
    model_not_configured | No model is configured. | See docs/models.md.
    model_rate_limited | The model's server takes no more requests now. | Try again later.
    model_refused | The model's server refused the request. | See the message.
    model_timeout | The model did not answer in time. | Try again, or raise the limit.
    model_unauthorized | The model's server did not accept the key. | Check the key.
    model_unavailable | The model's server can't be reached. | Check that it runs, and its `url`.
    native_arguments | The function of a library can't be called with what the request gives. | Name the arguments as the message says.
    native_failed | The function of a library reported a failure. | Call it with other arguments.
    native_function | The request does not say which function of the library is meant. | Name one.
    native_request | The request holds no arguments for the function. | Give them as the message says.
    native_result | The function's result can't be told. | See the manifest of the library.
    remote_answer_too_large | A remote agent's answer is larger than is taken. | See whoever runs it.
    remote_auth_required | A remote agent wants credentials for this task. | Give it a key in its manifest.
    remote_bad_answer | A remote agent's answer breaks the A2A protocol. | See whoever runs it.
    remote_bad_card | A remote agent's card can't be used. | See whoever runs it.
    remote_busy | A remote agent takes no more requests now. | Try again later.
    remote_canceled | A remote agent cancelled its task. | Send the request again.
    remote_failed | A remote agent failed. | See the message.
    remote_forgotten | A remote agent does not know the task any more. | Send the request again.
    remote_input_required | A remote agent asked a question where none may be asked. | Put what it asks for into the request.
    remote_key_missing | The key that a remote agent's manifest names is not set. | Set it.
    remote_lost | The connection to a remote agent was lost, and what became of the call is not known. | Look there before you send it again.
    remote_redirected | A remote agent sent the request to another address, which is not followed. | Name the right address in the manifest.
    remote_refused | A remote agent refused the request. | See the message.
    remote_rejected | A remote agent rejected the task. | See the message.
    remote_request_too_large | The request is larger than a remote agent is sent. | Send less.
    remote_timeout | A remote agent did not answer in time. | Try again later.
    remote_unauthorized | A remote agent did not accept the key. | Check the key of its manifest.
    remote_unavailable | A remote agent can't be reached. | Check that it runs, and its address.
    remote_version | A remote agent speaks no version of A2A that is spoken here. | See whoever runs it.
    internal | A fault of the server. | Its log has more; please report it.
    """
}
