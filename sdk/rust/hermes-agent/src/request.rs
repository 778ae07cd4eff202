use crate::{Answered, Json};
use std::time::Duration;

/// One piece of a message or of an artifact.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// Empty for a blob.
    pub text: String,
    /// The id of a blob, which [`crate::Call::blobs`] reads.
    pub blob: Option<String>,
    /// `text/plain` if the sender did not specify it.
    pub media_type: String,
}

impl Part {
    fn is_prose(&self) -> bool {
        ["text/plain", "text/markdown"].contains(&self.media_type.as_str())
    }

    fn list(json: Option<&Json>) -> Option<Vec<Part>> {
        let parts = json?.as_array()?.iter();
        parts
            .map(|part| {
                let blob = part.get("blob").and_then(Json::as_str);
                let text = match (blob, part.get("text")) {
                    (Some(_), None) => "",
                    (_, text) => text?.as_str()?,
                };
                let media_type = part
                    .get("mediaType")
                    .and_then(Json::as_str)
                    .unwrap_or("text/plain");
                Some(Part {
                    text: text.to_string(),
                    blob: blob.map(str::to_string),
                    media_type: media_type.to_string(),
                })
            })
            .collect()
    }
}

/// What the host asks of an agent in one call.
#[derive(Debug, Clone)]
pub struct Request {
    /// The task that the call belongs to.
    pub task_id: String,
    /// The same for every attempt of a step: the idempotency key for side effects.
    pub step_key: String,
    /// The requested skill.
    pub skill: Option<String>,
    /// 1 for the first attempt.
    pub attempt: u32,
    /// The time limit for the call, from its start.
    pub deadline: Option<Duration>,
    /// The parts of the message.
    pub parts: Vec<Part>,
    /// The parts of the earlier steps' artifacts.
    pub inputs: Vec<Part>,
    /// The user's answer to the agent's question in the previous call; see
    /// [`crate::Call::question`].
    pub input: Option<Answered>,
    /// The earlier messages of the conversation, oldest first; empty in a new one.
    pub history: Vec<Turn>,
    /// The whole request, as received.
    pub json: Json,
}

/// One earlier message of the conversation; cut to 4000 characters.
#[derive(Clone, Debug, PartialEq)]
pub struct Turn {
    /// Whether the user wrote it, as opposed to an agent.
    pub is_user: bool,
    /// The message's text.
    pub text: String,
}

impl Turn {
    fn list(request: &Json) -> Vec<Turn> {
        let turns = request.get("history").and_then(Json::as_array).unwrap_or(&[]);
        turns.iter().filter_map(Turn::read).collect()
    }

    fn read(json: &Json) -> Option<Turn> {
        let parts = Part::list(json.get("parts"))?;
        let texts: Vec<_> = parts.iter().map(|part| part.text.as_str()).collect();
        Some(Turn {
            is_user: json.get("role")?.as_str()? == "ROLE_USER",
            text: texts.join("\n"),
        })
    }
}

impl Request {
    /// The prose of the message: its plain text parts, separated by one line break.
    pub fn text(&self) -> String {
        let prose = self.parts.iter().filter(|part| part.is_prose());
        prose
            .map(|part| part.text.as_str())
            .collect::<Vec<_>>()
            .join("\n")
    }

    /// None if the JSON is not a request.
    pub(crate) fn read(json: Json) -> Option<Request> {
        let text = |name| {
            json.get(name)
                .and_then(Json::as_str)
                .unwrap_or("")
                .to_string()
        };
        let parts = Part::list(json.get("message")?.get("parts"))?;
        let mut inputs = Vec::new();
        for artifact in json
            .get("artifacts")
            .and_then(Json::as_array)
            .unwrap_or(&[])
        {
            inputs.extend(Part::list(artifact.get("parts"))?);
        }
        let milliseconds = json.get("deadline_ms").and_then(Json::as_f64);
        Some(Request {
            task_id: text("task_id"),
            step_key: text("step_key"),
            skill: json.get("skill").and_then(Json::as_str).map(str::to_string),
            attempt: json.get("attempt").and_then(Json::as_f64).unwrap_or(1.0) as u32,
            deadline: milliseconds.map(|value| Duration::from_millis(value.max(0.0) as u64)),
            parts,
            inputs,
            input: json.get("input").and_then(Answered::read),
            history: Turn::list(&json),
            json,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<Request> {
        Request::read(Json::parse(text.as_bytes()).unwrap())
    }

    #[test]
    fn a_request_is_read() {
        let request = read(
            r#"{"message":{"parts":[{"text":"a"},{"text":"x=1","mediaType":"text/x-python"},{"text":"b"}]},
                "task_id":"t","attempt":2,"deadline_ms":1500,
                "artifacts":[{"artifactId":"m","parts":[{"text":"y","mediaType":"text/html"}]}]}"#,
        )
        .unwrap();
        assert_eq!(request.text(), "a\nb");
        assert_eq!((request.task_id.as_str(), request.attempt), ("t", 2));
        assert_eq!(request.deadline, Some(Duration::from_millis(1500)));
        assert_eq!(request.inputs[0].media_type, "text/html");
    }

    #[test]
    fn what_is_no_request_is_none() {
        for text in [
            "7",
            "{}",
            r#"{"message":7}"#,
            r#"{"message":{"parts":"x"}}"#,
        ] {
            assert!(read(text).is_none(), "{text}");
        }
        assert!(read(r#"{"message":{"parts":[{"text":7}]}}"#).is_none());
    }
}
