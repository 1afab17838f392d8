use super::*;

#[test]
fn a_name_an_address_and_a_kind_are_enough() {
    let text = r#"{"name":"cosmos","invoke_url":"https://ai.api.nvidia.com/v1/cosmos/nvidia/x",
        "body":{"kind":"triton_command"}}"#;
    let read: NvcfSettings = serde_json::from_str(text).unwrap();
    assert_eq!(read.validate(), Ok(()));
    let again = serde_json::to_string(&read).unwrap();
    assert_eq!(serde_json::from_str::<NvcfSettings>(&again).unwrap(), read);
    let addresses = read.check().unwrap();
    assert_eq!(
        addresses.status_of("0f-1"),
        "https://api.nvcf.nvidia.com/v2/nvcf/pexec/status/0f-1"
    );
}

#[test]
fn everything_that_is_wrong_is_told_at_once_by_field() {
    let body = NvcfBody::CosmosNim {
        fields: [("seed".into(), "7".into())].into(),
    };
    let mut settings = NvcfSettings::new("", "nowhere", body);
    settings.status_url = "https://api.nvcf.nvidia.com/status".into();
    settings.width = 65;
    settings.hold_submit_s = 0;
    settings.hold_status_s = 4_000;
    settings.longest_render_s = 0;
    let found = settings.validate().unwrap_err();
    let fields: Vec<_> = found.iter().map(|error| error.field).collect();
    assert_eq!(
        fields,
        [
            "invoke_url",
            "status_url",
            "name",
            "width",
            "hold_submit_s",
            "hold_status_s",
            "longest_render_s",
            "body.fields"
        ]
    );
}

#[test]
fn an_id_never_chooses_the_host() {
    let body = NvcfBody::TritonCommand {
        command: text2world(),
    };
    let mut settings = NvcfSettings::new("x", "https://a.example", body);
    settings.status_url = "https://{id}.example/status".into();
    let found = settings.validate().unwrap_err();
    assert_eq!(
        found[0].problem,
        FieldProblem::Address(AddressProblem::NoPlaceForId)
    );
}
