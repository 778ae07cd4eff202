//! Speller: an agent that spells words in the spelling alphabet, letter by letter.
//!
//! It shows what most agents do: it reads the request's text, reports what it is doing, streams an
//! artifact while it grows, stops when the host has ended the call, and returns the result.

use hermes_agent::{
    export, Agent, AgentError, Artifact, Call, Card, Json, Log, Output, Request, Skill,
};

const ALPHABET: [&str; 26] = [
    "Alfa", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot", "Golf", "Hotel", "India", "Juliett",
    "Kilo", "Lima", "Mike", "November", "Oscar", "Papa", "Quebec", "Romeo", "Sierra", "Tango",
    "Uniform", "Victor", "Whiskey", "X-ray", "Yankee", "Zulu",
];

/// The word for a letter; None for any other character.
fn word(letter: char) -> Option<&'static str> {
    let index = u32::from(letter.to_ascii_uppercase()).checked_sub(u32::from('A'))?;
    ALPHABET.get(index as usize).copied()
}

struct Speller;

impl Agent for Speller {
    fn card() -> Card {
        Card::new(
            "Speller",
            "0.1.0",
            "Spells words in the spelling alphabet, letter by letter.",
        )
        .max_concurrency(4)
        .skill(
            Skill::new(
                "spell",
                "Spell words",
                "Spells what follows a colon, or the whole text, as Alfa, Bravo, Charlie.",
            )
            .tags(&["spelling", "alphabet"])
            .examples(&["Spell this: Hermes"])
            .makes(&["text/x-spelling"])
            .wants(&["spell", "spelling"])
            .category("spelling")
            .task("Spell the words")
            .idempotent(),
        )
    }

    fn new(_config: &Json, _log: Log) -> Result<Self, String> {
        Ok(Speller)
    }

    fn run(&self, request: &Request, call: &Call) -> Result<Output, AgentError> {
        let text = request.text();
        let text = text
            .split_once(':')
            .map_or(text.as_str(), |(_, rest)| rest);
        let total = text.chars().count() as f64;
        let mut spelled = String::new();
        call.think("One word for each letter.")?;
        for (index, letter) in text.chars().enumerate() {
            let Some(word) = word(letter) else { continue };
            let line = format!("{word}\n");
            let append = !spelled.is_empty();
            // Once the host has ended the call, this returns an error, which ends the loop.
            call.artifact_chunk("spelling", "spelling.txt", "text/x-spelling", &line, append)?;
            call.progress((index + 1) as f64 / total, "")?;
            spelled += &line;
        }
        if spelled.is_empty() {
            let message = "There is no letter from A to Z in the text.";
            return Err(AgentError::new("no_letters", message));
        }
        Ok(Output::artifact(Artifact::new(
            "spelling",
            "spelling.txt",
            "text/x-spelling",
            spelled,
        )))
    }
}

export!(Speller);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_have_words() {
        assert_eq!(
            (word('a'), word('Z'), word('é'), word('1')),
            (Some("Alfa"), Some("Zulu"), None, None)
        );
    }
}
