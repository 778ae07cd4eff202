extension ErrorCode {
  /// What has happened, and what the reader can do about it: one sentence of Markdown each.
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

  /// Code, meaning, remedy; a test checks that none is missing.
  private static let table = """
    malformed_json | The body is not valid JSON. | Send one JSON object in UTF-8 (RFC 8259).
    malformed_form | The body is not a valid form. | Send `application/x-www-form-urlencoded` fields.
    malformed_request | The request violates HTTP, or contains text that is not accepted. | Correct what the message names.
    body_interrupted | The connection ended before the body did. | Send the request again.
    request_timeout | The body did not arrive in time (`request_seconds`). | Send it faster, or split it into smaller requests.
    missing_token | The request has no access token. | Send `Authorization: Bearer TOKEN`.
    invalid_token | This server did not issue the token, or its session has ended. | Log in again.
    expired_token | The access token has expired. | Get a new one with the refresh token.
    wrong_credentials | There is no account with this e-mail and password. | Check both.
    refresh_token_reused | A refresh token was used twice, so its session has been ended. | Log in again; keep the newest refresh token.
    origin_not_allowed | A browser sent the request from a page of another origin. | Name the origin in `allow_origin`.
    host_not_allowed | The request names a host that is not this server. | Name the host in `allowed_hosts`, or start the server with `--host` to serve other names.
    admin_only | Only administrators, or the operator on this machine, may do this. | Ask an administrator.
    insufficient_scope | An API key was sent that may not do this. | Use a key with a wider scope, or the access token of a login.
    account_disabled | The operator has disabled the account. | Ask the operator.
    registration_closed | The server takes no registrations (`registration`). | Ask its operator for an account.
    invalid_invitation | Registration needs an invitation, and none was sent or it can't be used. | Ask the operator for one.
    not_found | There is no such route. | See `/openapi.json`.
    task_not_found | There is no such task, or it belongs to another user. | `GET /api/v1/tasks` lists yours.
    conversation_not_found | There is no such conversation, or it belongs to another user. | `GET /api/v1/conversations` lists yours.
    agent_not_found | No agent of this name is loaded and enabled. | `GET /api/v1/agents` lists them.
    artifact_not_found | The task has no such artifact. | The task lists its artifacts.
    content_missing | The content of the artifact is missing from the data directory, for instance because a backup was made while its task was deleted. | Run the task again; its operator finds the file's name in the log.
    account_not_found | The account no longer exists. | Register again.
    input_not_found | The task has asked no such question. | The task lists its questions.
    session_not_found | The account has no such session. | `GET /api/v1/auth/sessions` lists them.
    key_not_found | The account has no such API key. | `GET /api/v1/auth/keys` lists them.
    method_not_allowed | The route exists but does not support this method. | Use one of those in `Allow`.
    email_taken | An account with this e-mail exists. | Log in, or register with another address.
    key_name_taken | The account has an API key of this name. | Revoke it, or choose another name.
    conversation_busy | The conversation has a running task, and `on_busy` is `reject`. | Wait for it, or send `on_busy` as `enqueue` or `interrupt`.
    task_ended | The task has ended. | Nothing to do.
    no_open_input | The task has no open question. | Follow the task until it asks one.
    ambiguous_input | The task has several open questions, and the answer names none of them. | Send `input_id`.
    input_closed | The question has been answered, or its task has ended. | Fetch the task again.
    plan_changed | The approved plan is not the one that is waiting. | Fetch the plan again, and send its `plan_hash`.
    idempotency_in_progress | A request with this `Idempotency-Key` is in progress. | Send it again in a moment.
    body_too_large | The body has more bytes than the route accepts. | Send less.
    query_too_large | The request's or answer's text is longer than `maximum_query_bytes`. | Send long material as a part of the message.
    headers_too_large | The header fields have more than 32 KiB. | Send fewer.
    unsupported_media_type | The route does not accept the body's media type. | Send `application/json`.
    invalid_field | A member of the body has an invalid value. | Correct what the message names.
    missing_field | A required member of the body is missing. | Add what the message names.
    unknown_field | The body has a member that the route does not know. | Remove it, or correct its name.
    invalid_parameter | A query parameter or header field has an invalid value. | Correct what the message names.
    idempotency_key_reused | The `Idempotency-Key` was used for another request. | Use a new key for each request.
    upgrade_required | The route requires a WebSocket. | Send a WebSocket handshake.
    too_many_tasks | You have reached the number of tasks, or bytes of requests, that one user may have waiting. | Wait for one to end, or cancel one.
    too_many_connections | You, or your address, have reached the limit of connections or waiting requests. | Close one.
    too_many_attempts | Too many login or registration attempts. | Wait as long as `Retry-After` says.
    rate_limited | Too many requests were sent in a short time. | Wait as long as `Retry-After` says.
    busy | The server is handling too many requests of this kind. | Send it again in a moment.
    too_many_answers | Too many of your responses are waiting to be read. | Read them, or close their connections.
    quota_exceeded | A quota of the user is used up. | Wait for the next day, delete tasks, or ask the operator.
    server_stopping | The server is stopping. | Send the request again in a moment.
    journal_unavailable | The server can't store anything now. | Send the request again later; the server's log shows why.
    agent_unavailable | The agent can't be called now. | Try again later; `GET /api/v1/agents` shows why.
    out_of_threads | The system refused the server another thread. | Raise the process limit, or run fewer tasks concurrently.
    already_following | The socket already follows all tasks of the user. | Subscribe on a socket with `follow=none`.
    already_subscribed | The socket already follows this task. | Nothing to do.
    not_subscribed | The socket does not follow this task. | Nothing to do.
    too_many_frames | The socket sent more frames than it may. | Reconnect, and send fewer.
    too_many_subscriptions | The socket follows as many tasks as one socket may. | Unsubscribe, or open another socket.
    unknown_frame | The socket sent a frame that is not part of the protocol. | Send `ping`, `stats`, or a JSON object with a known `type`.
    too_slow | The reader did not read for too long. | Reconnect with the last position.
    agent_busy | The agent has too many calls waiting. | Try again later.
    agent_crashed | The agent's process ended during the call. | See the server's log, or ask the agent's author.
    agent_failed | The agent ended the call with an error without details. | Ask the agent's author.
    agent_stopped | The agent was being stopped. | Try again.
    blob_failed | A blob could not be read or written. | See the message; check the space of the data folder.
    cancelled | The task was cancelled. | Nothing to do.
    crashed_server | The server crashed several times while running this. | Rephrase the request, or disable the agent.
    cycle | An agent called itself through other agents. | Fix the agents.
    deadline_exceeded | The call or task took longer than it may. | Ask for less, or raise the limit.
    dependency_failed | A step that this one needs has failed. | Resolve the failed step.
    helper_asked | A helper agent asked a question, which helpers must not do. | Call that agent in a separate step.
    input_expired | Nobody answered the question in time. | Send the request again.
    interrupted | The server stopped during the step, and its owner decided that it has failed. | Send the request again to repeat it.
    invalid_plan | The plan breaks a rule. | Rephrase the request.
    invalid_result | The agent's result violates the protocol. | See the message, or ask the agent's author; `hermes agent check` finds such faults.
    missing_artifact | A step that was declared done left no artifact for the step that needs it. | Resolve it as failed, or as to be retried.
    missing_input | Neither the request nor a step supplies the material that an agent works on. | Send the material, or ask for it to be created.
    no_agent_for_capability | No loaded agent offers a required capability. | Add an agent that does.
    no_agent_found | No loaded agent can do this. | `hermes agents` lists what they can do.
    no_result | The agent ended the call without a result. | Ask the agent's author.
    output_mismatch | A step produced nothing of the types that its card declares, so the next step has nothing to work on. | Ask the agent's author.
    plan_rejected | The plan's owner rejected it. | Nothing to do.
    result_too_large | The output of an agent or a task is too large. | Ask for less at a time.
    too_many_questions | An agent asked more questions for one step than are allowed. | Give it what it needs with the request.
    model_answer_too_large | The model's answer is too large. | Ask for less.
    model_bad_answer | The model's server sent a response that is not a completion. | Check `url` of the model.
    model_not_configured | No model is configured. | See docs/models.md.
    model_rate_limited | The model's server accepts no more requests now. | Try again later.
    model_refused | The model's server refused the request. | See the message.
    model_timeout | The model did not answer in time. | Try again, or raise the limit.
    model_unauthorized | The model's server did not accept the key. | Check the key.
    model_unavailable | The model's server can't be reached. | Check that it runs, and its `url`.
    native_arguments | The library function can't be called with the given arguments. | Name the arguments as the message says.
    native_failed | The library function reported a failure. | Call it with other arguments.
    native_function | The request does not name a function of the library. | Name one.
    native_request | The request has no arguments for the function. | Give them as the message says.
    native_result | The function's result can't be represented. | See the manifest of the library.
    remote_answer_too_large | A remote agent's answer is too large. | Contact its operator.
    remote_auth_required | A remote agent wants credentials for this task. | Give it a key in its manifest.
    remote_bad_answer | A remote agent's answer violates the A2A protocol. | Contact its operator.
    remote_bad_card | A remote agent's card can't be used. | Contact its operator.
    remote_busy | A remote agent accepts no more requests now. | Try again later.
    remote_canceled | A remote agent cancelled its task. | Send the request again.
    remote_failed | A remote agent failed. | See the message.
    remote_forgotten | A remote agent no longer knows the task. | Send the request again.
    remote_input_required | A remote agent asked a question where that is not possible. | Include the requested information in the request.
    remote_key_missing | The key that a remote agent's manifest names is not set. | Set it.
    remote_lost | The connection to a remote agent was lost, and the outcome of the call is unknown. | Check there before you send it again.
    remote_redirected | A remote agent redirected the request, which is not followed. | Set the right address in the manifest.
    remote_refused | A remote agent refused the request. | See the message.
    remote_rejected | A remote agent rejected the task. | See the message.
    remote_request_too_large | The request is too large to be sent to a remote agent. | Send less.
    remote_timeout | A remote agent did not answer in time. | Try again later.
    remote_unauthorized | A remote agent did not accept the key. | Check the key of its manifest.
    remote_unavailable | A remote agent can't be reached. | Check that it runs, and its address.
    remote_version | A remote agent supports no version of A2A that this server supports. | Contact its operator.
    internal | An internal error of the server. | Its log has details; please report it.
    """
}
