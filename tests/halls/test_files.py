"""The files of a hall are content: they load, they pass every check, and their comments are Chinese."""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from xml.etree import ElementTree

from robot import paths
from robot.content.check import check
from robot.content.load import Content
from robot.content.texts import aloud, spoken_and_shown
from robot.halls import files, picture
from robot.halls.building import build
from robot.halls.reading import read
from robot.halls.remains import remaining
from robot.halls.summary import lines
from tests.halls.qinghe import NAME, QINGHE, rows

TODAY = datetime.date(2026, 12, 1)


def test_the_files_pass_every_check(content: Content) -> None:
    assert content.problems == () and check(content, TODAY, None, None) == []


def test_every_file_says_how_it_is_changed(qinghe: Path) -> None:
    for path in qinghe.glob("*.yaml"):
        first = path.read_text(encoding="utf-8").splitlines()[0]
        assert first.startswith(f"# {NAME}") and "$" not in path.read_text(encoding="utf-8")


def test_the_content_is_this_halls(content: Content) -> None:
    assert content.hall is not None and content.hall.name == NAME and not content.hall.sample
    assert content.hall.hours == "工作日上午8:30到12:00，下午2:30到5:30，周末和法定节假日休息"
    assert content.opening is not None and content.opening.times == ("8:30-12:00", "14:30-17:30")
    assert content.people is not None
    (person,) = content.people.people
    assert (person.name, person.window, person.kind) == ("郝明", "w3", "notary")
    assert content.stations is not None and content.stations.stations[0].names == ("柳林镇",)
    assert len(content.faq) > 700  # the answers are the project's


def test_no_text_names_what_is_not_there(content: Content) -> None:
    texts = [*aloud(content), *(text for _, _, text in spoken_and_shown(content))]
    texts += [str(getattr(content.prompts, name)) for name in type(content.prompts).model_fields]
    named = {int(number) for text in texts for number in re.findall(r"(\d+)号[\u4e00-\u9fff]{0,12}窗口", text)}
    assert named == {1, 2, 3, 4, 5, 6}
    for text in texts:
        found = re.search(
            "自助终端|律服通|视频咨询室|复印打印处|母婴室|饮水处|【有|【没有|【[^】]*窗口|古县|样板大厅", text
        )
        assert found is None, text
        assert not re.search("[上到在]二楼(?!的|现场)", text), text


def test_services_that_the_hall_does_not_do_send_people_on(content: Content) -> None:
    for service, office in (("bar-exam", "市司法局"), ("arbitration", "县劳动人事争议仲裁院")):
        told = content.services[service]
        assert office in told.spoken and "电话0357" in told.spoken and told.steps == ()
    assert content.services["notary"].window == content.services["forensic-appraisal"].window == "w3"
    assert content.services["resettlement"].window == "w7"


def test_holidays_are_the_samples_unless_they_are_told(qinghe: Path) -> None:
    sample = (paths.KNOWLEDGE / "opening.yaml").read_text(encoding="utf-8")
    assert "国庆节" in sample and "国庆节" in (qinghe / "opening.yaml").read_text(encoding="utf-8")
    times = (
        *(row for _, row in QINGHE["times"]),
        {"item": "放假", "name": "国庆节", "first": "2027-10-01", "last": "2027-10-07"},
        {"item": "调休", "first": "2027-10-10"},
    )
    told = read({**QINGHE, "times": rows(*times)})
    written = files.texts(told, build(told), Path("大厅.xlsx"))["opening.yaml"]
    assert "first: 2027-10-01, last: 2027-10-07" in written and "worked: [2027-10-10]" in written
    assert "元旦" not in written and "review: 2027-10-10" in written


def test_what_was_there_before_is_kept_beside_it(tmp_path: Path) -> None:
    files.write(tmp_path, {"hall.yaml": "a: 1\n"})
    assert files.write(tmp_path, {"hall.yaml": "a: 1\n"}) == ()
    (kept,) = files.write(tmp_path, {"hall.yaml": "a: 2\n"})
    assert kept.read_text(encoding="utf-8") == "a: 1\n"
    assert (tmp_path / "hall.yaml").read_text(encoding="utf-8") == "a: 2\n"
    assert kept.suffix != ".yaml"  # or it would be read as content


def test_a_folder_has_a_name_that_windows_can_make() -> None:
    assert files.folder_of('清河县 公共法律服务中心/大厅:"新"').name == "清河县公共法律服务中心大厅新"
    assert files.folder_of("...").name == "hall"


def test_the_picture_shows_every_place_at_its_point(content: Content) -> None:
    assert content.hall is not None
    drawn = ElementTree.fromstring(picture.drawing(content.hall))
    texts = [node.text for node in drawn.iter("{http://www.w3.org/2000/svg}text")]
    for place in content.hall.places:
        if place.kind != "junction":
            assert (str(place.number) if place.number else place.name) in texts
    assert texts[0] == NAME and any("3号公证和司法鉴定窗口" in str(text) for text in texts)
    lines = list(drawn.iter("{http://www.w3.org/2000/svg}line"))
    assert len(lines) == len(content.hall.ways) + 1  # and where the robot looks


def test_the_robots_name_covers_no_other_place(content: Content) -> None:
    assert content.hall is not None
    places = {place.id: place for place in content.hall.places}
    robot = places["robot"].at
    for above in (0.0, 1.2, 2.4):
        at = (robot[0], robot[1] + above) if above else places["waiting"].at
        moved = places["waiting"].model_copy(update={"at": at})
        changed = tuple(moved if place.id == "waiting" else place for place in content.hall.places)
        drawn = ElementTree.fromstring(picture.drawing(content.hall.model_copy(update={"places": changed})))
        svg = "{http://www.w3.org/2000/svg}"
        (name,) = [node for node in drawn.iter(f"{svg}text") if node.get("class") == "name"]
        x, y, half = float(name.get("x", 0)), float(name.get("y", 0)), len(name.text or "") * 1.05 / 2
        for box in drawn.iter(f"{svg}rect"):
            left, upper = float(box.get("x", 0)), float(box.get("y", 0))
            right, lower = left + float(box.get("width", 0)), upper + float(box.get("height", 0))
            is_place = box.get("class") == "place"
            assert not (is_place and left < x + half and right > x - half and upper < y and lower > y - 1.0)


def test_what_is_still_open_is_named_with_its_file(content: Content, qinghe: Path) -> None:
    found = [str(each) for each in remaining(read(QINGHE), content, qinghe)]
    assert any("1、2、3、4、6 号窗口没有写电话" in each for each in found)
    assert any("opening.yaml" in each and "没有调休" in each for each in found)
    assert not any("people.yaml" in each or "古县" in each for each in found)
    empty = read({**QINGHE, "people": (), "stations": ()})
    found = [str(each) for each in remaining(empty, content, qinghe)]
    assert any("people.yaml" in each for each in found) and any("stations.yaml" in each for each in found)


def test_texts_that_still_name_the_sample_are_found(content: Content, qinghe: Path, tmp_path: Path) -> None:
    from robot.content import load

    own = tmp_path / "hall"
    own.mkdir()
    for path in qinghe.glob("*.yaml"):
        (own / path.name).write_bytes(path.read_bytes())
    talk = (paths.INTENTS / "smalltalk.yaml").read_text(encoding="utf-8")
    changed = talk.replace("大厅的电话是{phone_大厅总机}", "古县大厅的电话是0357-0000100，下午两点半到六点有人")
    (own / "smalltalk.yaml").write_text(changed, encoding="utf-8")
    found = [str(each) for each in remaining(read(QINGHE), load.load(hall=own), own)]
    assert any("smalltalk.yaml" in each and "“古县”" in each for each in found)
    assert any("smalltalk.yaml" in each and "“0357-0000100”" in each for each in found)
    assert any("smalltalk.yaml" in each and "“下午两点半到六点”" in each for each in found)


def test_the_last_look_tells_the_way_to_every_place() -> None:
    told = read(QINGHE)
    seen = "\n".join(lines(told, build(told)))
    assert "3号公证和司法鉴定窗口：从我身边走过去" in seen
    assert "不办：仲裁咨询，请访客到县劳动人事争议仲裁院" in seen


def test_the_last_look_shows_all_that_was_told() -> None:
    times = (
        *(row for _, row in QINGHE["times"]),
        {"item": "放假", "name": "元旦", "first": "2027-1-1"},
        {"item": "调休", "name": "元旦", "first": "2027-1-9"},
    )
    changed = {"times": rows(*times), "offices": rows({"name": "法院立案庭", "address": "凤凰路9号"})}
    told = read({**QINGHE, **changed})
    seen = list(lines(told, build(told)))
    for line in (
        "  没有：坐下来调解、跟律师视频",
        "  有：取号",
        "  不提：讨薪绿色通道、律服通（没写“有”）",
        "小律脸朝：大门",
        "公共法律服务热线：12348",
        "法院立案庭：凤凰路9号　电话：-",
        "放假：元旦 2027-01-01",
        "补班：元旦 2027-01-09",
        "郝明（公证员）：工作日全天在3号公证和司法鉴定窗口　电话：-",
        "柳林镇工作站：柳林镇司法所　工作日　电话：0357-8888101",
    ):
        assert line in seen, line
    assert "放假：照法定的放假日" in list(lines(read(QINGHE), build(read(QINGHE))))


def test_a_day_is_written_out_each_time() -> None:
    times = (*(row for _, row in QINGHE["times"]), {"item": "放假", "name": "元旦", "first": "2027-1-1"})
    told = read({**QINGHE, "times": rows(*times)})
    written = files.texts(told, build(told), Path("大厅.xlsx"))["opening.yaml"]
    assert "{name: 元旦, first: 2027-01-01, last: 2027-01-01}" in written and "&" not in written
