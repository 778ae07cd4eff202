use crate::Json;

/// Something that an agent made.
#[derive(Debug, Clone)]
pub struct Artifact {
    /// Unique within the call; chunks and the result use the same one.
    pub id: String,
    pub name: String,
    pub media_type: String,
    pub text: String,
    /// Instead of the text.
    pub blob: Option<String>,
}

impl Artifact {
    /// With the content of a blob of this task; see [`crate::Call::blobs`].
    pub fn blob(id: &str, name: &str, media_type: &str, blob: &str) -> Artifact {
        Artifact {
            blob: Some(blob.to_string()),
            ..Artifact::new(id, name, media_type, "")
        }
    }

    pub fn new(id: &str, name: &str, media_type: &str, text: impl Into<String>) -> Artifact {
        Artifact {
            id: id.to_string(),
            name: name.to_string(),
            media_type: media_type.to_string(),
            text: text.into(),
            blob: None,
        }
    }

    pub(crate) fn json(&self) -> Json {
        let content = match &self.blob {
            Some(blob) => ("blob", Json::from(blob.as_str())),
            None => ("text", Json::from(self.text.as_str())),
        };
        let part = Json::object(vec![
            content,
            ("mediaType", Json::from(self.media_type.as_str())),
        ]);
        Json::object(vec![
            ("artifactId", Json::from(self.id.as_str())),
            ("name", Json::from(self.name.as_str())),
            ("parts", Json::Array(vec![part])),
        ])
    }
}

/// What a call ends with.
#[derive(Debug, Clone, Default)]
pub struct Output {
    /// One line for a person.
    pub text: Option<String>,
    pub artifacts: Vec<Artifact>,
}

impl Output {
    pub fn text(text: impl Into<String>) -> Output {
        Output {
            text: Some(text.into()),
            artifacts: Vec::new(),
        }
    }

    pub fn artifact(artifact: Artifact) -> Output {
        Output {
            text: None,
            artifacts: vec![artifact],
        }
    }

    pub(crate) fn json(&self) -> Json {
        let artifacts = Json::Array(self.artifacts.iter().map(Artifact::json).collect());
        let mut members = vec![("artifacts", artifacts)];
        if let Some(text) = &self.text {
            members.push(("text", Json::from(text.as_str())));
        }
        Json::object(members)
    }
}
