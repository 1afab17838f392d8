//! A disk that takes records, and can be cut off.

use std::collections::{BTreeMap, HashMap};
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::image::{Entry, Image};
use super::log::Record;
use super::tree::{File, Folder, Luck, Naming, Node, Step};
use crate::dice::Dice;

/// The folder that was watched.
const ROOT: Node = 0;

#[derive(Debug, Clone)]
enum Thing {
    File(File),
    Folder(Folder),
}

/// A disk with what is on it for good, and what is on its way there. It begins with an
/// empty folder.
#[derive(Debug, Clone)]
pub struct Disk {
    things: Vec<Thing>,
    by_inode: HashMap<u64, Node>,
    /// Names that are not on the disk for good, oldest first.
    namings: Vec<Naming>,
    mapped: Vec<PathBuf>,
}

impl Disk {
    /// A disk whose only folder, with this number, is empty.
    #[must_use]
    pub fn new(inode: u64) -> Self {
        Self {
            things: vec![Thing::Folder(Folder::default())],
            by_inode: HashMap::from([(inode, ROOT)]),
            namings: Vec::new(),
            mapped: Vec::new(),
        }
    }

    /// Takes the record at a position of the log.
    ///
    /// # Panics
    ///
    /// When it speaks of a file or folder that no record has made.
    pub fn take(&mut self, position: u64, record: &Record) {
        match record {
            Record::Make { path, inode, mode } => {
                self.made(position, path, *inode, Thing::File(File::new(*mode)));
            }
            Record::Folder { path, inode, .. } => {
                self.made(position, path, *inode, Thing::Folder(Folder::default()));
            }
            Record::Write {
                path,
                inode,
                at,
                bytes,
            } => self.file(path, *inode).write(position, *at, bytes.clone()),
            Record::Size { path, inode, size } => self.file(path, *inode).resize(position, *size),
            Record::Mode { path, inode, mode } => self.set_mode(path, *inode, *mode),
            Record::Sync {
                path,
                inode,
                before,
            } => self.sync(self.node(path, *inode), *before),
            Record::Remove { path } => {
                let gone = self.step(path, None);
                self.name(position, vec![gone]);
            }
            Record::Rename { from, to } => {
                let node = self.find(from);
                let (new, old) = (self.step(to, Some(node)), self.step(from, None));
                self.name(position, vec![new, old]);
            }
            Record::Link { from, to } => {
                let new = self.step(to, Some(self.find(from)));
                self.name(position, vec![new]);
            }
            Record::Mapped { path } => self.mapped.push(path.clone()),
            Record::Said(_) => {}
        }
    }

    /// The files that may have been changed unseen, in their last places.
    #[must_use]
    pub fn mapped(&self) -> &[PathBuf] {
        &self.mapped
    }

    /// Everything, as a program sees it.
    #[must_use]
    pub fn now(&self) -> Image {
        let mut image = Image::default();
        let names = |node| match &self.things[node] {
            Thing::Folder(folder) => folder.now.clone(),
            Thing::File(_) => BTreeMap::new(),
        };
        self.draw(&mut image, Path::new(""), ROOT, &names, &mut File::now);
        image
    }

    /// What is left when the power goes now: all that is synced, and of the rest what the
    /// dice let survive.
    #[must_use]
    pub fn cut(&self, dice: &mut Dice) -> Image {
        let luck = match dice.below(6) {
            0 => Luck::Each(0),
            1 => Luck::Each(1_000),
            2 => Luck::Each(500),
            3 => Luck::Before(self.moment(dice)),
            _ => Luck::Each(dice.below(1_001)),
        };
        let mut names = self.synced_names();
        for naming in &self.namings {
            let together = naming
                .steps
                .iter()
                .all(|step| step.folder == naming.steps[0].folder);
            let mut kept = luck.keeps(naming.position, dice);
            for step in &naming.steps {
                if kept {
                    step.take(names.entry(step.folder).or_default());
                }
                // Moved elsewhere: its old name goes with the new one, later or never.
                kept = kept && (together || luck.keeps(naming.position, dice));
            }
        }
        let mut image = Image::default();
        let names = |node| names.get(&node).cloned().unwrap_or_default();
        let mut bytes = |file: &File| file.cut(luck, dice);
        self.draw(&mut image, Path::new(""), ROOT, &names, &mut bytes);
        image
    }

    /// A moment among the changes of names that are not synced.
    fn moment(&self, dice: &mut Dice) -> u64 {
        let (Some(first), Some(last)) = (self.namings.first(), self.namings.last()) else {
            return 0;
        };
        first.position + dice.below(last.position - first.position + 1)
    }

    fn synced_names(&self) -> BTreeMap<Node, BTreeMap<OsString, Node>> {
        let folders = self.things.iter().enumerate();
        folders
            .filter_map(|(node, thing)| match thing {
                Thing::Folder(folder) => Some((node, folder.synced.clone())),
                Thing::File(_) => None,
            })
            .collect()
    }

    fn draw(
        &self,
        image: &mut Image,
        path: &Path,
        folder: Node,
        names: &impl Fn(Node) -> BTreeMap<OsString, Node>,
        bytes: &mut impl FnMut(&File) -> Vec<u8>,
    ) {
        for (name, node) in names(folder) {
            let path = path.join(name);
            match &self.things[node] {
                Thing::Folder(_) => {
                    image.put(path.clone(), Entry::Folder);
                    self.draw(image, &path, node, names, bytes);
                }
                Thing::File(file) => {
                    let (bytes, mode) = (bytes(file), file.mode);
                    image.put(path, Entry::File { bytes, mode });
                }
            }
        }
    }

    fn made(&mut self, position: u64, path: &Path, inode: u64, thing: Thing) {
        let node = self.things.len();
        self.things.push(thing);
        self.by_inode.insert(inode, node);
        let new = self.step(path, Some(node));
        self.name(position, vec![new]);
    }

    fn name(&mut self, position: u64, steps: Vec<Step>) {
        for step in &steps {
            step.take(&mut self.folder(step.folder).now);
        }
        self.namings.push(Naming { position, steps });
    }

    fn sync(&mut self, node: Node, before: u64) {
        if let Thing::File(file) = &mut self.things[node] {
            return file.sync(before);
        }
        let mut left = Vec::new();
        for mut naming in std::mem::take(&mut self.namings) {
            let ours = |step: &Step| step.folder == node;
            if naming.position >= before || !naming.steps.iter().any(ours) {
                left.push(naming);
                continue;
            }
            // A name is never gone before the one it was changed into is there.
            let stay = match naming.steps.iter().rposition(ours) {
                Some(last) => naming.steps.split_off(last + 1),
                None => Vec::new(),
            };
            for step in naming.steps {
                step.take(&mut self.folder(step.folder).synced);
            }
            if !stay.is_empty() {
                let position = naming.position;
                left.push(Naming {
                    position,
                    steps: stay,
                });
            }
        }
        self.namings = left;
    }

    fn step(&self, path: &Path, node: Option<Node>) -> Step {
        Step {
            folder: self.find(path.parent().unwrap()),
            name: path.file_name().unwrap().to_owned(),
            node,
        }
    }

    fn find(&self, path: &Path) -> Node {
        path.iter()
            .fold(ROOT, |node, name| match &self.things[node] {
                Thing::Folder(folder) => *folder
                    .now
                    .get(name)
                    .unwrap_or_else(|| panic!("no record has made {}", path.display())),
                Thing::File(_) => panic!("{} is below a file", path.display()),
            })
    }

    fn node(&self, path: &Path, inode: u64) -> Node {
        let node = self.by_inode.get(&inode).copied();
        node.unwrap_or_else(|| panic!("no record has made {}", path.display()))
    }

    fn file(&mut self, path: &Path, inode: u64) -> &mut File {
        let node = self.node(path, inode);
        match &mut self.things[node] {
            Thing::File(file) => file,
            Thing::Folder(_) => panic!("{} is a folder", path.display()),
        }
    }

    fn set_mode(&mut self, path: &Path, inode: u64, mode: u32) {
        let node = self.node(path, inode);
        if let Thing::File(file) = &mut self.things[node] {
            file.mode = mode;
        }
    }

    fn folder(&mut self, node: Node) -> &mut Folder {
        match &mut self.things[node] {
            Thing::Folder(folder) => folder,
            Thing::File(_) => panic!("a name in a file"),
        }
    }
}

#[cfg(test)]
#[path = "disk_tests.rs"]
mod tests;
