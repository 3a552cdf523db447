"""The hand-kept list by which `person-as-owner` knows people: a few titles, and given names of many countries.

Small on purpose: not quite three hundred given names that are common, and that are no everyday word, place or brand
(no Grace, Georgia, Mark or Frank). A name that is not here is not found. To add one, ask first whether a team, a
product or a town could be called so.
"""

from __future__ import annotations

import re

#: Written just like that before a name; `MS Teams` and `dr` are something else.
TITLE = re.compile(r"(?:Dr|Prof|Professor|Mr|Mrs|Ms|Mx|Herr|Frau|Dhr|Mevr|Mevrouw|Mme|Monsieur|Madame)\b\.?")

GIVEN_NAMES = frozenset(
    """
    aaron abdul abigail adam adrian agnieszka ahmed aisha alan alejandro alessandro alexander alexandra alexandre
    ali alice alison amanda amelia amina amit ana andrea andreas andrew andrzej angela anita anja anke anna anne
    annika anton antonio ashley astrid barbara beatriz benjamin bernd birgit björn brian carlos carmen caroline
    catherine charlie chiara chloe christian christine christopher claire claudia daan daniel daniela dariusz david
    deborah deepak diana diego dieter dimitri dirk dmitri dominik edward eleanor elena elisabeth elizabeth emily
    emma enrique eric erika eva fatima felix femke fernando florian francesca francesco gabriel gareth geert george
    giulia giuseppe graham greta günther hanna hannah hans harriet hassan heike heinz helen helena helga henrik
    holger hussein ibrahim inga ingrid isabel isabella ivan jacob jakob james jan jane janine jasmin jason javier
    jeanne jennifer jens jeroen jessica jiří joachim joanna johannes john jonas jonathan joseph josé joão juan julia
    juliane julien jürgen karen karin karolina katarina katarzyna katharina katherine kathrin katja kenneth kevin
    klaus krzysztof kumar lars laura laurent leila lena linda lisa lorenzo lucas lucia luigi luis lukas maarten
    magdalena malgorzata manfred manuel marcel marco margaret maria marie marija mario marion markus martha martin
    martina matteo matthew matthias mehmet michael michelle miguel mike mohamed mohammed monika mustafa nadia nancy
    natalia nicolas nicole nikola nils nina olaf oliver olivia omar pablo paolo patricia paul paula pedro peter
    petra philip philipp pierre pieter piotr priya rachel rahul rainer ralf ravi rebecca renate ricardo richard rita
    robert roberto rosemary ruth sabine samantha samuel sandra sanjay sara sarah sebastian sergio silke simon sophie
    stefan stefanie stephanie stephen steven susan susanne sven svetlana tanja tatiana theresa thomas timothy tobias
    tomasz torsten ulrich ulrike ursula uwe valentina vanessa vincent vladimir walter werner william wolfgang yasmin
    yuki yusuf zoe
    """.split()  # noqa: SIM905 - a list of so many would be three times as long
)

#: What is called like a person and is none.
BRANDS = frozenset(
    {
        "alexander technique", "ali express", "calvin klein", "christian aid", "dr martens", "dr oetker", "dr pepper",
        "dr scholl", "hans grohe", "james bond", "john deere", "john lewis", "laura ashley", "marie curie",
        "martin luther", "oliver wyman", "paul smith", "philip morris", "robert bosch", "sophie scholl",
        "thomas cook",
    }
)  # fmt: skip

#: Where the last word is one of these, the name before it is that of a place, a product or a unit: `Martin Street`.
NO_SURNAMES = frozenset(
    """
    admin agency agent academy airport analytics app avenue bank board branch bridge building bureau campus care cars
    centre center church clinic club clerk college company council court crew delivery department dept depot desk
    direct division energy finance foundation group gmbh hall head help home hospital hotel house hr inc insurance
    institute it kitchen lab lane laundry library lead limited line logistics ltd manager market media memorial mobile
    museum office operations ops park partner payments pharmacy place platform plc post press reception records region
    road room sales school service services shop site software square station store street studio support system
    systems team theatre tower trust unit university warehouse web works workshop
    """.split()  # noqa: SIM905 - a list of so many would be three times as long
)
