// Uses what the host offers, through the crate. The request's text says what:
//   "put KEY VALUE" "get KEY" "remove KEY" "keys PREFIX"    the store
//   "ask NAME WORDS"                                        another agent
//   "blob MEGABYTES"                                        a blob, read back and given
//   "model WORDS"                                           a completion, in pieces and whole
//   "question"                                              the person, twice
//   "wait"                                                  until the server is gone
use hermes_agent::{
    export, Agent, AgentError, Artifact, Call, Card, Completion, Delta, Json, Log, Output,
    Reconciliation, Request, Skill,
};

struct Extensions;

impl Agent for Extensions {
    fn card() -> Card {
        Card::new("NAME", "0.1.0", "For the tests.")
            .skill(Skill::new("use", "Use", "Uses extensions.").wants(&["extensions"]))
    }

    fn new(_config: &Json, _log: Log) -> Result<Self, String> {
        Ok(Extensions)
    }

    fn run(&self, request: &Request, call: &Call) -> Result<Output, AgentError> {
        let text = request.text();
        let words: Vec<&str> = text.split(' ').collect();
        match words[0] {
            "ask" => {
                let answer = call.ask(words[1], &words[2..].join(" "), &[])?;
                let part = answer.artifacts.first().and_then(|made| made.get("parts"));
                let first = part.and_then(Json::as_array).and_then(|parts| parts.first());
                let text = first.and_then(|part| part.get("text")).and_then(Json::as_str);
                Ok(Output::text(text.unwrap_or("no text")))
            }
            "model" => model(&words[1..].join(" "), call).map(Output::text),
            "blob" => blob(words[1].parse().unwrap(), call),
            "question" => match &request.input {
                None => call.question("What?", Json::from("first")),
                Some(input) if input.state == Json::from("first") => {
                    call.question(&format!("What but {}?", input.text), Json::Null)
                }
                Some(input) => Ok(Output::text(format!("{} {}", input.question, input.text))),
            },
            "wait" => {
                call.think("waiting")?;
                while !call.is_cancelled() {
                    std::thread::park_timeout(std::time::Duration::from_millis(20));
                }
                Ok(Output::text("waited"))
            }
            verb => keep(verb, &words[1..], call).map(Output::text),
        }
    }

    fn reconcile(&self, _step_key: &str) -> Reconciliation {
        Reconciliation::Done(Output::text("reconciled"))
    }
}

fn keep(verb: &str, words: &[&str], call: &Call) -> Result<String, AgentError> {
    let Some(store) = call.store() else {
        return Ok("not granted".to_string());
    };
    Ok(match verb {
        "put" => {
            store.put(words[0], words[1].as_bytes())?;
            "kept".to_string()
        }
        "get" => match store.get(words[0])? {
            Some(value) => String::from_utf8(value).unwrap(),
            None => "none".to_string(),
        },
        "remove" => if store.remove(words[0])? { "removed" } else { "none" }.to_string(),
        _ => store.keys(words[0])?.join(","),
    })
}

fn model(words: &str, call: &Call) -> Result<String, AgentError> {
    let Some(model) = call.model() else {
        return Ok("not granted".to_string());
    };
    let (mut text, mut reasoning) = (String::new(), String::new());
    let request = Completion::new().system("Be short.").user(words);
    let answer = model.complete(&request, |delta| match delta {
        Delta::Text(piece) => text += piece,
        Delta::Reasoning(piece) => reasoning += piece,
    })?;
    if (text.as_str(), reasoning.as_str()) != (answer.text.as_str(), answer.reasoning.as_str()) {
        return Ok("its pieces are something else".to_string());
    }
    Ok(format!("{reasoning}|{text}|{}", answer.completion_tokens))
}

fn blob(megabytes: usize, call: &Call) -> Result<Output, AgentError> {
    let Some(blobs) = call.blobs() else {
        return Ok(Output::text("not granted"));
    };
    let content: Vec<u8> = (0..megabytes << 20).map(|index| (index >> 3) as u8).collect();
    let id = blobs.make(&content)?;
    let size = blobs.size(&id)?;
    let end = blobs.read(&id, size - 2, 100)?;
    if size != content.len() as u64 || end != content[content.len() - 2..] {
        return Ok(Output::text("it is not what was written"));
    }
    Ok(Output::artifact(Artifact::blob("b", "b.bin", "application/octet-stream", &id)))
}

export!(Extensions);
