use crate::Json;

/// What an agent offers: the A2A AgentCard, with the Hermes block that routing reads.
#[derive(Debug, Clone)]
pub struct Card {
    name: String,
    version: String,
    description: String,
    max_concurrency: u32,
    deadline_ms: Option<u64>,
    requires: Vec<String>,
    skills: Vec<Skill>,
}

impl Card {
    /// Creates a card. `name` is unique on a server: 1 to 64 of `A-Z a-z 0-9 _ . -`.
    pub fn new(name: &str, version: &str, description: &str) -> Card {
        Card {
            name: name.to_string(),
            version: version.to_string(),
            description: description.to_string(),
            max_concurrency: 1,
            deadline_ms: None,
            requires: Vec::new(),
            skills: Vec::new(),
        }
    }

    /// How many calls may be open concurrently: 1 to 1024. The default is 1.
    pub fn max_concurrency(mut self, calls: u32) -> Card {
        self.max_concurrency = calls;
        self
    }

    /// The time limit for a call, in milliseconds. Default: the server's.
    pub fn deadline_ms(mut self, milliseconds: u64) -> Card {
        self.deadline_ms = Some(milliseconds);
        self
    }

    /// The id of a host extension that the agent can't work without, such as `hermes.store/1`.
    pub fn requires(mut self, extension: &str) -> Card {
        self.requires.push(extension.to_string());
        self
    }

    /// Adds a skill; a card needs at least one.
    pub fn skill(mut self, skill: Skill) -> Card {
        self.skills.push(skill);
        self
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    pub(crate) fn json(&self) -> Json {
        let mut hermes = vec![(
            "max_concurrency",
            Json::from(f64::from(self.max_concurrency)),
        )];
        if let Some(limit) = self.deadline_ms {
            hermes.push(("deadline_ms", Json::from(limit as f64)));
        }
        if !self.requires.is_empty() {
            hermes.push(("requires", Json::strings(&self.requires)));
        }
        let routing = self
            .skills
            .iter()
            .map(|skill| (skill.id.as_str(), skill.routing()));
        hermes.push(("skills", Json::object(routing.collect())));
        Json::object(vec![
            ("name", Json::from(self.name.as_str())),
            ("version", Json::from(self.version.as_str())),
            ("description", Json::from(self.description.as_str())),
            (
                "capabilities",
                Json::object(vec![("streaming", Json::from(true))]),
            ),
            (
                "skills",
                Json::Array(self.skills.iter().map(Skill::json).collect()),
            ),
            ("hermes", Json::object(hermes)),
        ])
    }
}

/// One thing that an agent can do. Takes text and returns text unless specified otherwise.
#[derive(Debug, Clone)]
pub struct Skill {
    id: String,
    name: String,
    description: String,
    tags: Vec<String>,
    examples: Vec<String>,
    reads: Vec<String>,
    makes: Vec<String>,
    category: String,
    verbs: Vec<String>,
    objects: Vec<String>,
    task: String,
    idempotent: bool,
}

fn owned(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| word.to_string()).collect()
}

impl Skill {
    /// Creates a skill with an id, a name and a description for people.
    pub fn new(id: &str, name: &str, description: &str) -> Skill {
        Skill {
            id: id.to_string(),
            name: name.to_string(),
            description: description.to_string(),
            tags: Vec::new(),
            examples: Vec::new(),
            reads: owned(&["text/plain"]),
            makes: owned(&["text/plain"]),
            category: id.to_string(),
            verbs: Vec::new(),
            objects: Vec::new(),
            task: name.to_string(),
            idempotent: false,
        }
    }

    /// Keywords for search.
    pub fn tags(mut self, tags: &[&str]) -> Skill {
        self.tags = owned(tags);
        self
    }

    /// Sample requests, in a user's words.
    pub fn examples(mut self, examples: &[&str]) -> Skill {
        self.examples = owned(examples);
        self
    }

    /// Media types that the skill reads.
    pub fn reads(mut self, modes: &[&str]) -> Skill {
        self.reads = owned(modes);
        self
    }

    /// Media types that the skill produces.
    pub fn makes(mut self, modes: &[&str]) -> Skill {
        self.makes = owned(modes);
        self
    }

    /// The kind of work; the default is the skill's id.
    pub fn category(mut self, category: &str) -> Skill {
        self.category = category.to_string();
        self
    }

    /// Requests with one of these words or phrases are for this skill.
    pub fn wants(mut self, objects: &[&str]) -> Skill {
        self.objects = owned(objects);
        self
    }

    /// With these, a request must also contain one of these words.
    pub fn verbs(mut self, verbs: &[&str]) -> Skill {
        self.verbs = owned(verbs);
        self
    }

    /// What a plan shows for a step with this skill, as a short imperative.
    pub fn task(mut self, task: &str) -> Skill {
        self.task = task.to_string();
        self
    }

    /// Declares that running the skill twice does no harm: an interrupted step may then be retried.
    pub fn idempotent(mut self) -> Skill {
        self.idempotent = true;
        self
    }

    fn json(&self) -> Json {
        Json::object(vec![
            ("id", Json::from(self.id.as_str())),
            ("name", Json::from(self.name.as_str())),
            ("description", Json::from(self.description.as_str())),
            ("tags", Json::strings(&self.tags)),
            ("examples", Json::strings(&self.examples)),
            ("inputModes", Json::strings(&self.reads)),
            ("outputModes", Json::strings(&self.makes)),
        ])
    }

    fn routing(&self) -> Json {
        let mut members = vec![
            ("category", Json::from(self.category.as_str())),
            ("task", Json::from(self.task.as_str())),
            ("idempotent", Json::from(self.idempotent)),
        ];
        if !self.objects.is_empty() {
            let words = Json::object(vec![
                ("verbs", Json::strings(&self.verbs)),
                ("objects", Json::strings(&self.objects)),
            ]);
            members.push((
                "capabilities",
                Json::object(vec![(self.id.as_str(), words)]),
            ));
        }
        Json::object(members)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_has_what_routing_reads() {
        let skill = Skill::new("spell", "Spell", "Spells.")
            .wants(&["spell"])
            .idempotent();
        let card = Card::new("Speller", "1.0.0", "Spells.")
            .max_concurrency(4)
            .skill(skill)
            .json();
        assert_eq!(card.get("name").and_then(Json::as_str), Some("Speller"));
        let hermes = card.get("hermes").unwrap();
        assert_eq!(
            hermes.get("max_concurrency").and_then(Json::as_f64),
            Some(4.0)
        );
        let routing = hermes
            .get("skills")
            .and_then(|skills| skills.get("spell"))
            .unwrap();
        assert_eq!(
            routing.get("capabilities").unwrap().to_string(),
            r#"{"spell":{"verbs":[],"objects":["spell"]}}"#
        );
        assert_eq!(routing.get("idempotent"), Some(&Json::Bool(true)));
    }
}
