//! What a desktop does to a window: files let go above it, and its close button.
//!
//! The drag is the source's side of XDND 5 (freedesktop.org, "Drag-and-Drop Protocol for
//! the X Window System"): a window offers `text/uri-list`, tells where the pointer is,
//! lets go, and hands the list over when it is asked.

use std::path::Path;

use x11rb::connection::Connection;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{
    AtomEnum, ClientMessageEvent, ConnectionExt as _, CreateWindowAux, EventMask, PropMode,
    SelectionNotifyEvent, SelectionRequestEvent, Window, WindowClass,
};
use x11rb::rust_connection::RustConnection;
use x11rb::wrapper::ConnectionExt as _;
use x11rb::{COPY_DEPTH_FROM_PARENT, COPY_FROM_PARENT, CURRENT_TIME, NONE};

/// The version of XDND that is spoken here.
const XDND: u32 = 5;
/// A place in the middle of the window, from its upper left corner.
const MIDDLE: (i16, i16) = (600, 400);

x11rb::atom_manager! {
    Atoms: AtomsCookie {
        WM_PROTOCOLS,
        WM_DELETE_WINDOW,
        XdndAware,
        XdndSelection,
        XdndEnter,
        XdndPosition,
        XdndStatus,
        XdndDrop,
        XdndFinished,
        XdndActionCopy,
        UriList: b"text/uri-list",
    }
}

struct Desktop {
    display: RustConnection,
    root: Window,
    atoms: Atoms,
    /// The program's window.
    target: Window,
}

impl Desktop {
    fn open() -> Self {
        let (display, screen) = x11rb::connect(None).unwrap();
        let root = display.setup().roots[screen].root;
        let atoms = Atoms::new(&display).unwrap().reply().unwrap();
        let tree = display.query_tree(root).unwrap().reply().unwrap();
        let takes_drops = |window: &Window| {
            let asked = display.get_property(false, *window, atoms.XdndAware, AtomEnum::ANY, 0, 1);
            let seen = display.get_window_attributes(*window).unwrap().reply();
            asked
                .unwrap()
                .reply()
                .is_ok_and(|found| found.type_ != NONE)
                && seen.is_ok_and(|seen| u8::from(seen.map_state) != 0)
        };
        let target = tree.children.into_iter().rev().find(takes_drops);
        Self {
            root,
            atoms,
            target: target.expect("a window that takes drops"),
            display,
        }
    }

    fn tell(&self, kind: u32, data: [u32; 5]) {
        let message = ClientMessageEvent::new(32, self.target, kind, data);
        self.display
            .send_event(false, self.target, EventMask::NO_EVENT, message)
            .unwrap();
        // Until the server has it: a connection that ends may take its last words along.
        self.display.sync().unwrap();
    }

    fn drop_files(&self, list: &str) {
        let atoms = &self.atoms;
        let source = self.display.generate_id().unwrap();
        self.display
            .create_window(
                COPY_DEPTH_FROM_PARENT,
                source,
                self.root,
                0,
                0,
                1,
                1,
                0,
                WindowClass::INPUT_OUTPUT,
                COPY_FROM_PARENT,
                &CreateWindowAux::new(),
            )
            .unwrap();
        self.display
            .set_selection_owner(source, atoms.XdndSelection, CURRENT_TIME)
            .unwrap();
        self.tell(
            atoms.XdndEnter,
            [source, XDND << 24, atoms.UriList, NONE, NONE],
        );
        self.move_over(source);
        let mut let_go = false;
        loop {
            match self.display.wait_for_event().unwrap() {
                Event::SelectionRequest(asked) => self.hand_over(&asked, list),
                Event::ClientMessage(told) if told.type_ == atoms.XdndStatus => {
                    let taken = told.data.as_data32()[1] & 1 == 1;
                    if taken && !let_go {
                        let_go = true;
                        self.tell(atoms.XdndDrop, [source, 0, CURRENT_TIME, 0, 0]);
                    } else if !let_go {
                        self.move_over(source);
                    }
                }
                Event::ClientMessage(told) if told.type_ == atoms.XdndFinished => return,
                _ => {}
            }
        }
    }

    fn move_over(&self, source: Window) {
        let place = self
            .display
            .translate_coordinates(self.target, self.root, MIDDLE.0, MIDDLE.1)
            .unwrap()
            .reply()
            .unwrap();
        let [x, y] = [place.dst_x, place.dst_y].map(|at| u32::from(at.unsigned_abs()));
        let copy = self.atoms.XdndActionCopy;
        self.tell(
            self.atoms.XdndPosition,
            [source, 0, x << 16 | y, CURRENT_TIME, copy],
        );
    }

    fn hand_over(&self, asked: &SelectionRequestEvent, list: &str) {
        let known = asked.target == self.atoms.UriList;
        if known {
            self.display
                .change_property8(
                    PropMode::REPLACE,
                    asked.requestor,
                    asked.property,
                    asked.target,
                    list.as_bytes(),
                )
                .unwrap();
        }
        let answer = SelectionNotifyEvent {
            response_type: x11rb::protocol::xproto::SELECTION_NOTIFY_EVENT,
            sequence: 0,
            time: asked.time,
            requestor: asked.requestor,
            selection: asked.selection,
            target: asked.target,
            property: if known { asked.property } else { NONE },
        };
        self.display
            .send_event(false, asked.requestor, EventMask::NO_EVENT, answer)
            .unwrap();
        self.display.flush().unwrap();
    }
}

/// Drags a file over the window and lets go. Returns when the window has taken it.
pub(crate) async fn drop_file(path: &Path) {
    let list = format!("file://{}\r\n", path.display());
    let dropped = tokio::task::spawn_blocking(move || Desktop::open().drop_files(&list));
    tokio::time::timeout(std::time::Duration::from_secs(20), dropped)
        .await
        .expect("the window takes the file in time")
        .unwrap();
}

/// Presses the window's close button.
pub(crate) fn press_close() {
    let desktop = Desktop::open();
    let atoms = &desktop.atoms;
    desktop.tell(
        atoms.WM_PROTOCOLS,
        [atoms.WM_DELETE_WINDOW, CURRENT_TIME, 0, 0, 0],
    );
}
