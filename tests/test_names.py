"""Printed names find their authority, and nothing else does."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.forms import fold, forms
from ontology.names import authorities_in, find, resolve, suggest
from ontology.register import Authority, Kind, Register

REGISTER = Register.load()
BCP = "bournemouth-christchurch-poole"
TODAY = date(2026, 1, 1)

# Districts, past and present, of the years since 2009: councils without
# children's services, many with a name that holds an authority's.
DISTRICTS = """
Adur, Allerdale, Amber Valley, Arun, Ashfield, Ashford, Aylesbury Vale, Babergh,
Barrow-in-Furness, Basildon, Basingstoke and Deane, Bassetlaw, Blaby, Bolsover,
Boston, Braintree, Breckland, Brentwood, Broadland, Bromsgrove, Broxbourne, Broxtowe,
Burnley, Cambridge, Cannock Chase, Canterbury, Carlisle, Castle Point, Charnwood,
Chelmsford, Cheltenham, Cherwell, Chesterfield, Chichester, Chiltern, Chorley,
Colchester, Copeland, Corby, Cotswold, Craven, Crawley, Dacorum, Dartford, Daventry,
Derbyshire Dales, Dover, East Cambridgeshire, East Devon, East Dorset,
East Hampshire, East Hertfordshire, East Lindsey, East Northamptonshire,
East Staffordshire, East Suffolk, Eastbourne, Eastleigh, Eden, Elmbridge,
Epping Forest, Epsom and Ewell, Erewash, Exeter, Fareham, Fenland,
Folkestone and Hythe, Forest Heath, Forest of Dean, Fylde, Gedling, Gloucester,
Gosport, Gravesham, Great Yarmouth, Guildford, Hambleton, Harborough, Harlow,
Harrogate, Hart, Hastings, Havant, Hertsmere, High Peak, Hinckley and Bosworth,
Horsham, Huntingdonshire, Hyndburn, Ipswich, Kettering,
King's Lynn and West Norfolk, Lancaster, Lewes, Lichfield, Lincoln, Maidstone,
Maldon, Malvern Hills, Mansfield, Melton, Mendip, Mid Devon, Mid Suffolk,
Mid Sussex, Mole Valley, New Forest, Newark and Sherwood, Newcastle-under-Lyme,
North Devon, North Dorset, North East Derbyshire, North Hertfordshire,
North Kesteven, North Norfolk, North Warwickshire, North West Leicestershire,
Northampton, Norwich, Nuneaton and Bedworth, Oadby and Wigston, Oxford, Pendle,
Preston, Purbeck, Redditch, Reigate and Banstead, Ribble Valley, Richmondshire,
Rochford, Rossendale, Rother, Rugby, Runnymede, Rushcliffe, Rushmoor, Ryedale,
Scarborough, Sedgemoor, Selby, Sevenoaks, Shepway, Somerset West and Taunton,
South Bucks, South Cambridgeshire, South Derbyshire, South Hams, South Holland,
South Kesteven, South Lakeland, South Norfolk, South Northamptonshire,
South Oxfordshire, South Ribble, South Somerset, South Staffordshire, Spelthorne,
St Albans, St Edmundsbury, Stafford, Staffordshire Moorlands, Stevenage,
Stratford-on-Avon, Stroud, Suffolk Coastal, Surrey Heath, Swale, Tamworth,
Tandridge, Taunton Deane, Teignbridge, Tendring, Test Valley, Tewkesbury, Thanet,
Three Rivers, Tonbridge and Malling, Torridge, Tunbridge Wells, Uttlesford,
Vale of White Horse, Warwick, Watford, Waveney, Waverley, Wealden, Wellingborough,
Welwyn Hatfield, West Devon, West Dorset, West Lancashire, West Lindsey,
West Oxfordshire, West Suffolk, Weymouth and Portland, Winchester, Woking, Worcester,
Worthing, Wychavon, Wycombe, Wyre, Wyre Forest
"""
DISTRICT_NAMES = [" ".join(name.split()) for name in DISTRICTS.split(",")]


def identity(authority: Authority | None) -> str | None:
    return authority.id if authority else None


@pytest.mark.parametrize(
    ("printed", "id"),
    [
        ("London Borough of Barking and Dagenham", "barking-and-dagenham"),
        ("the London Borough of Barnet's", "barnet"),
        ("London Borough of Merton Council", "merton"),
        ("LB Camden", "camden"),
        ("Barnet, London Borough of", "barnet"),
        ("The Royal Borough of Kensington and Chelsea", "kensington-and-chelsea"),
        ("Royal Borough of Kingston upon Thames", "kingston-upon-thames"),
        ("Royal Borough of Windsor and Maidenhead", "windsor-maidenhead"),
        ("Windsor & Maidenhead", "windsor-maidenhead"),
        ("RBWM", "windsor-maidenhead"),
        ("Royal Borough of Greenwich", "greenwich"),
        ("Richmond", "richmond-upon-thames"),
        ("City of Westminster", "westminster"),
        ("City of London", "london-corporation"),
        ("City of London Corporation", "london-corporation"),
        ("City of London local authority", "london-corporation"),
        ("London Corporation", "london-corporation"),
        ("The Corporation of London", "london-corporation"),
        ("Metropolitan Borough of Barnsley Council", "barnsley"),
        ("Metropolitan Borough of Rotherham", "rotherham"),
        ("Tameside metropolitan borough", "tameside"),
        ("Oldham MBC", "oldham"),
        ("Kirklees Metropolitan Council", "kirklees"),
        ("City of Bradford Metropolitan District Council", "bradford"),
        ("Bradford MDC", "bradford"),
        ("Bradford Children and Families Trust", "bradford"),
        ("City of Wolverhampton council", "wolverhampton"),
        ("City of Doncaster Council", "doncaster"),
        ("Bristol City of", "bristol"),
        ("Bristol, City of", "bristol"),
        ("City of York", "york"),
        ("Medway Children’s Services", "medway"),
        ("Wokingham Borough Council local authority children’s services", "wokingham"),
        ("County Durham", "durham"),
        ("Durham County Council", "durham"),
        ("Northumberland County Council", "northumberland"),
        ("Rutland County Council", "rutland"),
        ("Herefordshire, County of", "herefordshire"),
        ("Devon county council", "devon"),
        ("Surrey CC", "surrey"),
        ("St. Helens Metropolitan Borough Council", "st-helens"),
        ("St Helens’", "st-helens"),
        ("Saint Helens", "st-helens"),
        ("Hull", "kingston-upon-hull"),
        ("Hull City Council", "kingston-upon-hull"),
        ("Kingston-upon-Hull", "kingston-upon-hull"),
        ("Kingston Upon Hull, City of", "kingston-upon-hull"),
        ("Telford & Wrekin", "telford-wrekin"),
        ("Borough of Telford and Wrekin", "telford-wrekin"),
        ("Borough of Redcar and Cleveland", "redcar-and-cleveland"),
        ("Southend on Sea", "southend-on-sea"),
        ("Stoke‑on‑Trent City Council", "stoke-on-trent"),
        ("Stockton-on-Tees Borough Council", "stockton-on-tees"),
        ("Newcastle City Council", "newcastle-upon-tyne"),
        ("Brighton & Hove", "brighton-and-hove"),
        ("BANES", "bath-and-north-east-somerset"),
        ("B&NES Council", "bath-and-north-east-somerset"),
        ("Cheshire West", "cheshire-west-and-chester"),
        ("East Riding", "east-riding-of-yorkshire"),
        ("NORTH EAST\nLINCOLNSHIRE", "north-east-lincolnshire"),
        ("Council of the Isles of Scilly", "isles-of-scilly"),
        ("Isle of Wight local authority", "isle-of-wight"),
        ("Lewisham Local Area Partnership", "lewisham"),
        ("BCP", BCP),
        ("BCP Council", BCP),
        ("Bournemouth, Christchurch & Poole", BCP),
        ("Bournemouth Christchurch and Poole (BCP) Council’s", BCP),
        ("Together for Children on behalf of Sunderland Council", "sunderland"),
        ("Together for Children", "sunderland"),
        ("Sandwell Children’s Trust", "sandwell"),
        ("Slough Children First", "slough"),
        ("Slough Children's Services Trust", "slough"),
        ("Doncaster Children’s Services Trust", "doncaster"),
        ("Birmingham Children's Trust", "birmingham"),
        ("Worcestershire Children First", "worcestershire"),
        ("Brighter Futures for Children", "reading"),
        ("Achieving for Children on behalf of Kingston", "kingston-upon-thames"),
        ("Achieving for Children (Richmond)", "richmond-upon-thames"),
        (
            "Northamptonshire Children’s Trust on behalf of West Northamptonshire",
            "west-northamptonshire",
        ),
    ],
)
def test_a_printed_form_finds_its_authority(printed: str, id: str) -> None:
    assert identity(resolve(printed)) == id
    assert identity(resolve(printed, TODAY)) == id


@pytest.mark.parametrize(
    ("printed", "on", "id"),
    [
        ("Dorset", "2014-05-01", "dorset-county"),
        ("Dorset", "2023-05-17", "dorset"),
        ("Dorset", None, "dorset"),
        ("Dorset County Council", None, "dorset-county"),
        ("Dorset County Council", "2019-03-31", "dorset-county"),
        ("Dorset County Council", "2019-04-01", "dorset"),
        ("Dorset Council", "2019-03-31", "dorset-county"),
        ("Somerset", "2023-03-31", "somerset-county"),
        ("Somerset", "2023-04-01", "somerset"),
        ("Somerset County Council", None, "somerset-county"),
        ("North Yorkshire", "2021-06-16", "north-yorkshire-county"),
        ("North Yorkshire", "2023-07-03", "north-yorkshire"),
        ("Buckinghamshire", "2014-06-03", "buckinghamshire-county"),
        ("Buckinghamshire", "2021-12-06", "buckinghamshire"),
        ("Bucks", "2014-06-03", "buckinghamshire-county"),
        ("Durham County Council", "2008-06-01", "durham-county"),
        ("County Durham", "2022-05-09", "durham"),
        ("Northumberland", "2009-03-31", "northumberland-county"),
        ("Shropshire County Council", "2011-01-01", "shropshire"),
        ("Shropshire County Council", None, "shropshire-county"),
        ("Bournemouth Borough Council", "2014-05-21", "bournemouth"),
        ("Bournemouth", None, "bournemouth"),
        ("Bournemouth", "2019-04-01", None),
        ("Borough of Poole", "2012-02-01", "poole"),
        ("Christchurch Borough Council", "2015-01-01", "christchurch"),
        ("BCP", "2019-03-31", None),
        ("Bournemouth, Christchurch and Poole", "2018-12-01", None),
        ("Cumbria", "2022-09-05", "cumbria"),
        ("Cumbria County Council", "2023-09-05", None),
        ("Cheshire", None, "cheshire"),
        ("Cheshire County Council", "2010-01-01", None),
        ("Northamptonshire", "2019-06-01", "northamptonshire"),
        ("Northamptonshire", None, "northamptonshire"),
        ("Northamptonshire", "2022-10-03", None),
        ("Northamptonshire Children’s Trust", "2021-03-31", "northamptonshire"),
        ("Northamptonshire Children’s Trust", "2021-04-01", None),
        ("Northamptonshire Children's Trust", None, None),
    ],
)
def test_a_name_means_the_body_of_its_time(
    printed: str, on: str | None, id: str | None
) -> None:
    day = date.fromisoformat(on) if on else None
    assert identity(resolve(printed, day)) == id


@pytest.mark.parametrize(
    "printed",
    [
        "",
        "  ",
        "Council",
        "The Council",
        "City of",
        "City Council",
        "Royal Borough",
        "local authority",
        "children’s services",
        "Shire",
        "Yorkshire",
        "West Yorkshire",
        "South Yorkshire",
        "Sussex",
        "Berkshire",
        "Merseyside",
        "West Midlands",
        "Greater Manchester",
        "Greater London",
        "London",
        "London Council",
        "England",
        "Cardiff",
        "Glasgow City Council",
        "Midlands",
        "Ashford Borough Council (Kent)",
        "Durham City Council",
        "Durham City",
        "Worcester City Council",
        "Derby County Council",
        "Nottingham County Council",
        "Surrey Borough Council",
        "City of Kent",
        "London Borough of Barnsley",
        "London Borough of Bristol",
        "Metropolitan Borough of Camden",
        "Leeds County Council",
        "Newcastle Borough Council",
        "Newcastle-under-Lyme Borough Council",
        "Bury St Edmunds",
        "Kent and Medway",
        "Hampshire and Isle of Wight",
        "Kingston and Richmond",
        "Bournemouth and Poole",
        "Achieving for Children",
        "Bristol (Leeds)",
        "Bristl",
        "Bournmouth",
        "Notingham",
        "Sheffield City Region",
        "Ofsted",
        "Barnet Safeguarding Children Partnership",
        "Insert LA name",
        "on behalf of",
    ],
)
def test_what_is_not_an_authority_or_not_one_resolves_to_nothing(printed: str) -> None:
    assert resolve(printed) is None
    assert resolve(printed, TODAY) is None


@pytest.mark.parametrize("name", DISTRICT_NAMES)
def test_districts_are_not_mistaken_for_authorities(name: str) -> None:
    for form in ("", " District Council", " Borough Council", " City Council"):
        assert resolve(f"{name}{form}") is None
    assert authorities_in(f"the leader of {name} District Council said so") == []


@pytest.mark.parametrize("authority", REGISTER, ids=lambda a: a.id)
def test_the_usual_forms_of_every_authority_resolve(authority: Authority) -> None:
    bare = authority.name.removesuffix(" County Council")
    templates = [
        "{}",
        "{} Council",
        "{}’s",
        "the {} local authority",
        "{} children’s services",
        "{} Council's children's social care services",
        "{} Local Area Partnership",
        "Children Together on behalf of {} Council",
        *{
            Kind.COUNTY: ["{} County Council", "{} County", "{} CC"],
            Kind.LONDON: ["London Borough of {}", "{} London Borough Council"],
            Kind.METROPOLITAN: [
                "{} Metropolitan Borough Council",
                "Metropolitan Borough of {}",
                "{} City Council",
                "{} MBC",
            ],
            Kind.UNITARY: ["{} Borough Council", "{} Unitary Authority"],
            Kind.DISTRICT: ["{} District Council", "{} Borough Council"],
        }.get(authority.kind, []),
    ]
    day = authority.active_to or TODAY
    for template in templates:
        for name in (bare, bare.upper(), bare.replace(" and ", " & "), fold(bare)):
            assert resolve(template.format(name), day) == authority


@pytest.mark.parametrize("authority", REGISTER, ids=lambda a: a.id)
def test_every_name_is_its_authority_and_findable(authority: Authority) -> None:
    day = authority.active_to or TODAY
    assert resolve(authority.name, day) == authority
    assert authorities_in(authority.name, day) == [authority]
    # Undated, a name that a living council still bears is that council's.
    undated = resolve(authority.name)
    assert undated is not None
    assert undated == authority or undated.id in REGISTER.successors(authority.id)
    assert find(authority.id) == authority
    for code in (authority.gss, authority.dfe_code, authority.ofsted_urn):
        assert code is None or find(code, day) == authority
    assert authority.acronym is None or find(authority.acronym.lower()) == authority


@given(st.text())
def test_no_text_makes_resolving_fail(text: str) -> None:
    for on in (None, TODAY):
        assert resolve(text, on) is None or isinstance(resolve(text, on), Authority)
        assert len(authorities_in(text, on)) <= len(REGISTER)
    assert find(text) is None or find(text) in tuple(REGISTER)
    assert len(suggest(text)) <= 5


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(
    st.lists(
        st.sampled_from(
            ["the", "city of", "royal borough of", "council", "county", "borough"]
        ),
        max_size=5,
    ).map(" ".join)
)
def test_words_for_councils_alone_are_no_name(words: str) -> None:
    assert resolve(words) is None


@given(st.sampled_from(sorted(forms())), st.integers(0, 40), st.sampled_from("qxz"))
def test_a_letter_too_many_is_never_forgiven(form: str, at: int, letter: str) -> None:
    place = min(at, len(form))
    spoilt = form[:place] + letter + form[place:]
    assert resolve(spoilt) is None


def test_every_printed_name_of_the_checked_headers_resolves(shared: Path) -> None:
    lines = (shared / "gold" / "headers.jsonl").read_text(encoding="utf-8")
    names = 0
    for line in lines.splitlines():
        header = json.loads(line)
        folder = Path(header["file"]).parent.name
        expected = REGISTER[BCP if folder == "seeds" else folder]
        end = header.get("inspection_end")
        day = date.fromisoformat(end) if end else None
        printed = {header.get("authority"), *(header.get("authority_printed") or [])}
        for name in printed - {None}:
            names += 1
            found = resolve(name, day)
            assert found is not None, (name, day)
            assert day is None or found.active_on(day)
            if found != expected:
                assert day and not expected.active_on(day), (name, day)
                assert found.id in REGISTER.predecessors(expected.id)
            assert found in authorities_in(name, day)
    assert names > 300
