use crate::Json;

/// Something that an agent made.
#[derive(Debug, Clone)]
pub struct Artifact {
    /// Unique within the call; chunks and the result use the same one.
    pub id: String,
    /// A name to show, for example a file name.
    pub name: String,
    /// For example `text/plain`.
    pub media_type: String,
    /// The content, unless it is a blob.
    pub text: String,
    /// The id of a blob that holds the content, instead of `text`.
    pub blob: Option<String>,
}

impl Artifact {
    /// An artifact whose content is a blob of this task; see [`crate::Call::blobs`].
    pub fn blob(id: &str, name: &str, media_type: &str, blob: &str) -> Artifact {
        Artifact {
            blob: Some(blob.to_string()),
            ..Artifact::new(id, name, media_type, "")
        }
    }

    /// An artifact with text.
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

/// The result of a call.
#[derive(Debug, Clone, Default)]
pub struct Output {
    /// One line for the user.
    pub text: Option<String>,
    /// The files that the call made.
    pub artifacts: Vec<Artifact>,
}

impl Output {
    /// A result with one line for the user.
    pub fn text(text: impl Into<String>) -> Output {
        Output {
            text: Some(text.into()),
            artifacts: Vec::new(),
        }
    }

    /// A result with one artifact.
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
