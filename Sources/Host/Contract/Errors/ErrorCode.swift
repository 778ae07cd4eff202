/// The host's error codes: a closed set, so that each protocol states how it maps every one of
/// them. Agents define their own codes (`HermesError.known` is nil).
///
/// A released code keeps its name and its meaning. docs/errors.md is generated from this.
package enum ErrorCode: String, CaseIterable, Sendable {
  case malformedJSON = "malformed_json"
  case malformedForm = "malformed_form"
  case malformedRequest = "malformed_request"
  case bodyInterrupted = "body_interrupted"

  case requestTimeout = "request_timeout"

  case missingToken = "missing_token"
  case invalidToken = "invalid_token"
  case expiredToken = "expired_token"
  case wrongCredentials = "wrong_credentials"
  case refreshTokenReused = "refresh_token_reused"

  case originNotAllowed = "origin_not_allowed"
  case hostNotAllowed = "host_not_allowed"
  case adminOnly = "admin_only"
  case insufficientScope = "insufficient_scope"
  case accountDisabled = "account_disabled"
  case registrationClosed = "registration_closed"
  case invalidInvitation = "invalid_invitation"

  case notFound = "not_found"
  case taskNotFound = "task_not_found"
  case conversationNotFound = "conversation_not_found"
  case agentNotFound = "agent_not_found"
  case artifactNotFound = "artifact_not_found"
  case accountNotFound = "account_not_found"
  case inputNotFound = "input_not_found"
  case sessionNotFound = "session_not_found"
  case keyNotFound = "key_not_found"

  case contentMissing = "content_missing"

  case methodNotAllowed = "method_not_allowed"

  case emailTaken = "email_taken"
  case keyNameTaken = "key_name_taken"
  case conversationBusy = "conversation_busy"
  case taskEnded = "task_ended"
  case noOpenInput = "no_open_input"
  case ambiguousInput = "ambiguous_input"
  case inputClosed = "input_closed"
  case planChanged = "plan_changed"
  case idempotencyInProgress = "idempotency_in_progress"

  case bodyTooLarge = "body_too_large"
  case queryTooLarge = "query_too_large"

  case headersTooLarge = "headers_too_large"

  case unsupportedMediaType = "unsupported_media_type"

  case invalidField = "invalid_field"
  case missingField = "missing_field"
  case unknownField = "unknown_field"
  case invalidParameter = "invalid_parameter"
  case idempotencyKeyReused = "idempotency_key_reused"

  case upgradeRequired = "upgrade_required"

  case tooManyTasks = "too_many_tasks"
  case tooManyConnections = "too_many_connections"
  case tooManyAttempts = "too_many_attempts"
  case rateLimited = "rate_limited"
  case busy
  case tooManyAnswers = "too_many_answers"
  case quotaExceeded = "quota_exceeded"

  case serverStopping = "server_stopping"
  case journalUnavailable = "journal_unavailable"
  case agentUnavailable = "agent_unavailable"
  case outOfThreads = "out_of_threads"

  case alreadyFollowing = "already_following"
  case alreadySubscribed = "already_subscribed"
  case notSubscribed = "not_subscribed"
  case tooManyFrames = "too_many_frames"
  case tooManySubscriptions = "too_many_subscriptions"
  case unknownFrame = "unknown_frame"
  case tooSlow = "too_slow"

  case agentBusy = "agent_busy"
  case agentCrashed = "agent_crashed"
  case agentFailed = "agent_failed"
  case agentStopped = "agent_stopped"
  case blobFailed = "blob_failed"
  case cancelled
  case crashedServer = "crashed_server"
  case cycle
  case deadlineExceeded = "deadline_exceeded"
  case dependencyFailed = "dependency_failed"
  case helperAsked = "helper_asked"
  case inputExpired = "input_expired"
  case interrupted
  case invalidPlan = "invalid_plan"
  case invalidResult = "invalid_result"
  case missingArtifact = "missing_artifact"
  case missingInput = "missing_input"
  case noAgentForCapability = "no_agent_for_capability"
  case noAgentFound = "no_agent_found"
  case noResult = "no_result"
  case outputMismatch = "output_mismatch"
  case planRejected = "plan_rejected"
  case resultTooLarge = "result_too_large"
  case tooManyQuestions = "too_many_questions"

  case modelAnswerTooLarge = "model_answer_too_large"
  case modelBadAnswer = "model_bad_answer"
  case modelNotConfigured = "model_not_configured"
  case modelRateLimited = "model_rate_limited"
  case modelRefused = "model_refused"
  case modelTimeout = "model_timeout"
  case modelUnauthorized = "model_unauthorized"
  case modelUnavailable = "model_unavailable"

  case nativeArguments = "native_arguments"
  case nativeFailed = "native_failed"
  case nativeFunction = "native_function"
  case nativeRequest = "native_request"
  case nativeResult = "native_result"

  case remoteAnswerTooLarge = "remote_answer_too_large"
  case remoteAuthRequired = "remote_auth_required"
  case remoteBadAnswer = "remote_bad_answer"
  case remoteBadCard = "remote_bad_card"
  case remoteBusy = "remote_busy"
  case remoteCanceled = "remote_canceled"
  case remoteFailed = "remote_failed"
  case remoteForgotten = "remote_forgotten"
  case remoteInputRequired = "remote_input_required"
  case remoteKeyMissing = "remote_key_missing"
  case remoteLost = "remote_lost"
  case remoteRedirected = "remote_redirected"
  case remoteRefused = "remote_refused"
  case remoteRejected = "remote_rejected"
  case remoteRequestTooLarge = "remote_request_too_large"
  case remoteTimeout = "remote_timeout"
  case remoteUnauthorized = "remote_unauthorized"
  case remoteUnavailable = "remote_unavailable"
  case remoteVersion = "remote_version"

  case `internal` = "internal"

  /// The class of an error, which each protocol maps. Every code has exactly one.
  package enum Kind: CaseIterable, Sendable {
    /// The request can't be parsed.
    case malformed
    /// The request did not arrive in time.
    case timedOut
    /// The client is not authenticated.
    case unauthenticated
    /// The client is not allowed to do this.
    case denied
    /// The named thing does not exist, or not for this client.
    case notFound
    /// The named thing existed, and is lost.
    case gone
    /// HTTP: the route does not support this method.
    case wrongMethod
    /// The request conflicts with the current state.
    case conflict
    /// The request is too large.
    case tooLarge
    /// HTTP: the head is too large.
    case headTooLarge
    /// The request has an unsupported media type.
    case unsupported
    /// The request can be parsed but breaks a rule.
    case invalid
    /// HTTP: the route is a WebSocket.
    case upgradeRequired
    /// The client has, or asks for, too much.
    case limited
    /// The request may succeed later without any change.
    case unavailable
    /// An error of a socket and its frames.
    case ofSocket
    /// A step or a task failed.
    case work
    /// A model failed.
    case model
    /// A function of a library failed.
    case native
    /// A remote agent failed.
    case remote
    /// A fault of the server.
    case `internal`
  }

  /// The kind of the code.
  package var kind: Kind {
    switch self {
    case .malformedJSON, .malformedForm, .malformedRequest, .bodyInterrupted:
      .malformed
    case .requestTimeout:
      .timedOut
    case .missingToken, .invalidToken, .expiredToken, .wrongCredentials, .refreshTokenReused:
      .unauthenticated
    case .originNotAllowed, .hostNotAllowed, .adminOnly, .insufficientScope, .accountDisabled,
      .registrationClosed, .invalidInvitation:
      .denied
    case .notFound, .taskNotFound, .conversationNotFound, .agentNotFound, .artifactNotFound,
      .accountNotFound, .inputNotFound, .sessionNotFound, .keyNotFound:
      .notFound
    case .contentMissing:
      .gone
    case .methodNotAllowed:
      .wrongMethod
    case .emailTaken, .keyNameTaken, .conversationBusy, .taskEnded, .noOpenInput, .ambiguousInput,
      .inputClosed, .planChanged, .idempotencyInProgress:
      .conflict
    case .bodyTooLarge, .queryTooLarge:
      .tooLarge
    case .headersTooLarge:
      .headTooLarge
    case .unsupportedMediaType:
      .unsupported
    case .invalidField, .missingField, .unknownField, .invalidParameter, .idempotencyKeyReused:
      .invalid
    case .upgradeRequired:
      .upgradeRequired
    case .tooManyTasks, .tooManyConnections, .tooManyAttempts, .rateLimited, .busy, .tooManyAnswers,
      .quotaExceeded:
      .limited
    case .serverStopping, .journalUnavailable, .agentUnavailable, .outOfThreads:
      .unavailable
    case .alreadyFollowing, .alreadySubscribed, .notSubscribed, .tooManyFrames,
      .tooManySubscriptions, .unknownFrame, .tooSlow:
      .ofSocket
    case .agentBusy, .agentCrashed, .agentFailed, .agentStopped, .blobFailed, .cancelled,
      .crashedServer, .cycle, .deadlineExceeded, .dependencyFailed, .helperAsked, .inputExpired,
      .interrupted, .invalidPlan, .invalidResult, .missingArtifact, .missingInput,
      .noAgentForCapability, .noAgentFound, .noResult, .outputMismatch, .planRejected,
      .resultTooLarge, .tooManyQuestions:
      .work
    case .modelAnswerTooLarge, .modelBadAnswer, .modelNotConfigured, .modelRateLimited,
      .modelRefused, .modelTimeout, .modelUnauthorized, .modelUnavailable:
      .model
    case .nativeArguments, .nativeFailed, .nativeFunction, .nativeRequest, .nativeResult:
      .native
    case .remoteAnswerTooLarge, .remoteAuthRequired, .remoteBadAnswer, .remoteBadCard, .remoteBusy,
      .remoteCanceled, .remoteFailed, .remoteForgotten, .remoteInputRequired, .remoteKeyMissing,
      .remoteLost, .remoteRedirected, .remoteRefused, .remoteRejected, .remoteRequestTooLarge,
      .remoteTimeout, .remoteUnauthorized, .remoteUnavailable, .remoteVersion:
      .remote
    case .internal:
      .internal
    }
  }
}
