"""Getting published reports from the inspectorate's site, politely and checked.

``plan`` says what is wanted and under which name, ``policy`` which hosts may be
asked, ``client`` asks one question, ``receive`` gets a whole document over a poor
line, ``manifest`` remembers, ``run`` puts them together.
"""
