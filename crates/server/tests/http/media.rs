//! Ranges and ETags of media.

use reqwest::{Response, StatusCode};

use crate::world::World;

async fn a_video() -> (World, String, Vec<u8>) {
    let world = World::open().await;
    let jobs = world.render(1).await;
    let video = jobs[0].video.clone().unwrap();
    let bytes = std::fs::read(world.library().join(&video.file)).unwrap();
    (world, video.url, bytes)
}

async fn part(world: &World, url: &str, range: &str) -> Response {
    let request = world.request("GET", url).header("Range", range);
    request.send().await.unwrap()
}

fn header<'r>(answer: &'r Response, name: &str) -> &'r str {
    let value = answer.headers().get(name);
    value
        .unwrap_or_else(|| panic!("no {name}"))
        .to_str()
        .unwrap()
}

#[tokio::test]
async fn a_range_gets_its_bytes_and_says_which_they_are() {
    let (world, url, bytes) = a_video().await;
    let length = bytes.len();
    for (range, from, to) in [
        ("bytes=0-0", 0, 0),
        ("bytes=5-14", 5, 14),
        ("bytes=100-", 100, length - 1),
        ("bytes=-10", length - 10, length - 1),
        ("bytes=5-99999999", 5, length - 1),
    ] {
        let answer = part(&world, &url, range).await;
        assert_eq!(answer.status(), StatusCode::PARTIAL_CONTENT, "{range}");
        assert_eq!(
            header(&answer, "content-range"),
            format!("bytes {from}-{to}/{length}")
        );
        assert_eq!(
            header(&answer, "content-length"),
            (to - from + 1).to_string()
        );
        assert_eq!(answer.bytes().await.unwrap(), bytes[from..=to], "{range}");
    }
}

#[tokio::test]
async fn a_whole_file_says_that_parts_can_be_had() {
    let (world, url, bytes) = a_video().await;
    let answer = world.request("GET", &url).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
    assert_eq!(header(&answer, "accept-ranges"), "bytes");
    assert_eq!(header(&answer, "content-length"), bytes.len().to_string());
    assert_eq!(answer.bytes().await.unwrap(), bytes);
    let head = world.request("HEAD", &url).send().await.unwrap();
    assert_eq!(head.status(), StatusCode::OK);
    assert_eq!(header(&head, "content-length"), bytes.len().to_string());
}

#[tokio::test]
async fn a_range_beyond_the_end_is_refused_with_the_length() {
    let (world, url, bytes) = a_video().await;
    let answer = part(&world, &url, "bytes=99999999-").await;
    assert_eq!(answer.status(), StatusCode::RANGE_NOT_SATISFIABLE);
    assert_eq!(
        header(&answer, "content-range"),
        format!("bytes */{}", bytes.len())
    );
}

#[tokio::test]
async fn a_file_that_the_caller_has_already_is_not_sent_again() {
    let (world, url, _) = a_video().await;
    let first = world.request("GET", &url).send().await.unwrap();
    let etag = header(&first, "etag").to_owned();
    let again = world.request("GET", &url).header("If-None-Match", &etag);
    let again = again.send().await.unwrap();
    assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
    assert!(again.bytes().await.unwrap().is_empty());
    let other = world
        .request("GET", &url)
        .header("If-None-Match", "\"other\"");
    assert_eq!(other.send().await.unwrap().status(), StatusCode::OK);
}
