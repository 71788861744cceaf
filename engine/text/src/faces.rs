//! The faces of a job, numbered once for all.

use fonts::Face;
use scene::FaceId;

/// A chain of faces in a [`FaceSet`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ChainId(pub(crate) u16);

/// The set has as many faces or chains as it can number, 65,535.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooManyFaces;

impl std::fmt::Display for TooManyFaces {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("more than 65,535 faces or chains of faces in one job; use fewer fonts")
    }
}

impl std::error::Error for TooManyFaces {}

/// The faces of a job in a fixed order, and chains of them: which face is tried after which for a character. The order
/// of [`FaceSet::faces`] is that of `scene::Definitions::faces`.
#[derive(Clone, Default)]
pub struct FaceSet {
    faces: Vec<Face>,
    chains: Vec<Vec<FaceId>>,
}

impl FaceSet {
    /// No faces yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The number of a face, added at the end where it is not there yet.
    ///
    /// # Errors
    /// When there are 65,535 already.
    pub fn add(&mut self, face: &Face) -> Result<FaceId, TooManyFaces> {
        if let Some(known) = self.faces.iter().position(|known| known == face) {
            return Ok(FaceId(known as u16));
        }
        let number = u16::try_from(self.faces.len()).ok().filter(|&number| number < u16::MAX).ok_or(TooManyFaces)?;
        self.faces.push(face.clone());
        Ok(FaceId(number))
    }

    /// The number of a chain: for each character the first of these faces that has it is used.
    ///
    /// # Errors
    /// When there are 65,535 already.
    pub fn chain(&mut self, faces: &[FaceId]) -> Result<ChainId, TooManyFaces> {
        if let Some(known) = self.chains.iter().position(|chain| chain == faces) {
            return Ok(ChainId(known as u16));
        }
        let number = u16::try_from(self.chains.len()).ok().filter(|&number| number < u16::MAX).ok_or(TooManyFaces)?;
        self.chains.push(faces.to_vec());
        Ok(ChainId(number))
    }

    /// A face.
    pub fn face(&self, id: FaceId) -> Option<&Face> {
        self.faces.get(usize::from(id.0))
    }

    /// All faces, in the order of their numbers.
    pub fn faces(&self) -> impl ExactSizeIterator<Item = &Face> {
        self.faces.iter()
    }

    /// The faces of a chain, first choice first; none for a chain of another set.
    pub fn faces_of(&self, chain: ChainId) -> &[FaceId] {
        self.chains.get(usize::from(chain.0)).map(Vec::as_slice).unwrap_or_default()
    }

    /// The first choice of a chain.
    pub(crate) fn first_of(&self, chain: ChainId) -> Option<(FaceId, &Face)> {
        let id = *self.faces_of(chain).first()?;
        Some((id, self.face(id)?))
    }

    pub(crate) fn len(&self) -> usize {
        self.faces.len()
    }

    pub(crate) fn chain_count(&self) -> usize {
        self.chains.len()
    }
}

impl std::fmt::Debug for FaceSet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("FaceSet")
            .field("faces", &self.faces().map(Face::full_name).collect::<Vec<_>>())
            .field("chains", &self.chains)
            .finish()
    }
}
