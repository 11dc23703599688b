"""Everything that is checked.

A rule is a function of a Page that yields Checks; its name is the name of the rule, said as what should be true. To add
one, write it in the file of its kind and put it into one of the two lists. An obstacle keeps an edition from patients,
also one that is imported, so it must be a fault and never a matter of taste.
"""

from . import cards, dates, headings, length, links, lists, numbers, whole, wording

OBSTACLES = (
    whole.has_title,
    whole.has_words,
    whole.pictures_have_alt_text,
    whole.picture_sections_have_a_picture,
    whole.risks_have_numbers,
    headings.headings_have_words,
    links.links_have_words,
)

ADVICE = (
    whole.has_summary,
    whole.alt_text_tells_what_is_seen,
    cards.emergencies_stand_in_a_card,
    cards.care_cards_say_what_to_do,
    cards.care_cards_list_the_signs,
    cards.care_cards_of_one_kind_are_one,
    lists.lists_are_lists,
    lists.dos_say_what_to_do,
    lists.donts_say_no_only_once,
    lists.key_points_are_few,
    headings.text_has_a_heading,
    headings.headings_come_in_order,
    headings.headings_differ,
    headings.headings_are_headings,
    links.links_say_where_they_lead,
    links.links_that_read_alike_lead_to_one_place,
    length.page_is_easy_to_read,
    length.sentences_are_short,
    length.paragraphs_are_short,
    wording.words_are_plain,
    wording.medical_words_are_explained,
    numbers.chances_are_told_in_people,
    numbers.chances_compare_at_a_glance,
    dates.dates_have_not_passed,
)
