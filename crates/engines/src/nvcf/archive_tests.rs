use std::io::Cursor;

use proptest::prelude::*;
use serde_json::json;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::*;

const MP4: &[u8] = b"\0\0\0\x18ftypisom\0\0\0\0isommp42the rest of it";

/// What `unpack` makes of a result, and the only file that is left.
fn unpacked(raw: &[u8]) -> Result<Vec<u8>, Unusable> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("attempt.part");
    std::fs::write(&file, raw).unwrap();
    let ended = unpack(&file);
    let left = std::fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(left, 1, "a file was left beside it");
    ended.map(|()| std::fs::read(&file).unwrap())
}

fn zipped(entries: &[(&str, &[u8])], method: CompressionMethod) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(method);
    for (name, bytes) in entries {
        writer.start_file(*name, options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn json_with(video: &str) -> Vec<u8> {
    json!({"b64_video": video, "action": null})
        .to_string()
        .into_bytes()
}

#[test]
fn the_video_is_found_in_whatever_came() {
    let text = BASE64.encode(MP4);
    let answer = json_with(&text);
    let url = format!("data:video/mp4;base64,{text}");
    for raw in [
        MP4.to_vec(),
        zipped(&[("video.mp4", MP4)], CompressionMethod::Stored),
        zipped(&[("video.mp4", MP4)], CompressionMethod::Deflated),
        zipped(
            &[("log.txt", b"x"), ("out/a/CLIP.MP4", MP4)],
            CompressionMethod::Stored,
        ),
        zipped(&[("id.response", &answer)], CompressionMethod::Deflated),
        zipped(
            &[("notes.mp4", b"not one"), ("video.mp4", MP4)],
            CompressionMethod::Stored,
        ),
        answer.clone(),
        json_with(text.trim_end_matches('=')),
        json_with(&format!("{}\n{}", &text[..8], &text[8..])),
        json!({"video": url, "seed": 7}).to_string().into_bytes(),
        json!({"artifacts": [{"base64": text, "finishReason": "SUCCESS"}]})
            .to_string()
            .into_bytes(),
        json!({"outputs": [{"name": "video", "data": [text]}]})
            .to_string()
            .into_bytes(),
    ] {
        assert_eq!(
            unpacked(&raw).unwrap(),
            MP4,
            "{:?}",
            String::from_utf8_lossy(&raw)
        );
    }
}

#[test]
fn what_holds_no_video_says_what_it_is() {
    let filtered = json!({"artifacts": [{"base64": "AAAA", "finishReason": "CONTENT_FILTERED"}]});
    for (raw, told) in [
        (Vec::new(), "it is empty"),
        (b"<html>sorry</html>".to_vec(), "it is no MP4, ZIP or JSON"),
        (json_with(""), "there is none in it"),
        (json_with("QUJD"), "it is no MP4, ZIP or JSON"),
        (
            filtered.to_string().into_bytes(),
            "a safety filter refused it",
        ),
        (
            zipped(&[], CompressionMethod::Stored),
            "there is none in it",
        ),
        (
            zipped(&[("video.mp4", b"")], CompressionMethod::Stored),
            "it is empty",
        ),
        (
            zipped(&[("video.webm", MP4)], CompressionMethod::Stored),
            "there is none in it",
        ),
    ] {
        let unusable = unpacked(&raw).unwrap_err();
        assert_eq!(unusable.to_string(), told);
    }
    assert!(matches!(
        unpacked(&json_with("!!!!")),
        Err(Unusable::Broken(_))
    ));
    assert!(matches!(
        unpacked(b"PK\x03\x04cut"),
        Err(Unusable::Broken(_))
    ));
}

#[test]
fn a_name_that_leads_out_of_the_archive_is_passed_over() {
    for name in ["../video.mp4", "/tmp/video.mp4", "a/../../video.mp4"] {
        let only = zipped(&[(name, MP4)], CompressionMethod::Stored);
        assert!(matches!(unpacked(&only), Err(Unusable::NoVideo)), "{name}");
    }
}

#[test]
fn an_archive_that_is_made_to_fill_the_disk_is_too_large() {
    let mut bomb = MP4.to_vec();
    bomb.resize(usize::try_from(ENTRY_BYTES_FREE).unwrap() + 1, 0);
    let packed = zipped(&[("video.mp4", &bomb)], CompressionMethod::Deflated);
    assert!(packed.len() < 100_000);
    assert!(matches!(unpacked(&packed), Err(Unusable::TooLarge)));
}

proptest! {
    #[test]
    fn no_result_makes_the_reader_panic(raw in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = unpacked(&raw);
    }

    #[test]
    fn no_broken_archive_makes_the_reader_panic(
        at in any::<proptest::sample::Index>(),
        byte: u8,
        cut in any::<proptest::sample::Index>(),
    ) {
        let mut raw = zipped(&[("id.response", &json_with("QUJD")), ("v.mp4", MP4)], CompressionMethod::Deflated);
        let at = at.index(raw.len());
        raw[at] = byte;
        let _ = unpacked(&raw);
        raw.truncate(cut.index(raw.len()));
        let _ = unpacked(&raw);
    }

    #[test]
    fn no_json_makes_the_reader_panic(text in "[\\[\\]{}\":,a-z_0-9 =]{0,120}") {
        let _ = unpacked(format!("{{{text}").as_bytes());
    }
}
