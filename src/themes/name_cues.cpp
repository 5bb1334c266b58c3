#include "themes/name_cues.hpp"

#include <algorithm>
#include <array>

namespace asterism::themes {
namespace {

// Sorted by their bytes.
constexpr auto kPersonTitles = std::to_array<std::string_view>({"admiral",
                                                                "ambassador",
                                                                "archbishop",
                                                                "baron",
                                                                "bishop",
                                                                "brigadier",
                                                                "bundeskanzler",
                                                                "bundeskanzlerin",
                                                                "captain",
                                                                "cardinal",
                                                                "ceo",
                                                                "chairman",
                                                                "chairwoman",
                                                                "chancellor",
                                                                "chief",
                                                                "coach",
                                                                "col",
                                                                "colonel",
                                                                "commissioner",
                                                                "congressman",
                                                                "congresswoman",
                                                                "count",
                                                                "countess",
                                                                "detective",
                                                                "director",
                                                                "doctor",
                                                                "don",
                                                                "doña",
                                                                "dr",
                                                                "economist",
                                                                "emperor",
                                                                "empress",
                                                                "frau",
                                                                "gen",
                                                                "general",
                                                                "goalkeeper",
                                                                "gouverneur",
                                                                "gov",
                                                                "governor",
                                                                "herr",
                                                                "inspector",
                                                                "judge",
                                                                "justice",
                                                                "kanzler",
                                                                "king",
                                                                "lady",
                                                                "lieutenant",
                                                                "lord",
                                                                "lt",
                                                                "madame",
                                                                "mayor",
                                                                "midfielder",
                                                                "minister",
                                                                "ministre",
                                                                "ministro",
                                                                "miss",
                                                                "monsieur",
                                                                "mr",
                                                                "mrs",
                                                                "ms",
                                                                "mx",
                                                                "officer",
                                                                "papst",
                                                                "pope",
                                                                "premier",
                                                                "president",
                                                                "presidente",
                                                                "prince",
                                                                "princess",
                                                                "prof",
                                                                "professor",
                                                                "président",
                                                                "queen",
                                                                "rabbi",
                                                                "rep",
                                                                "representative",
                                                                "sen",
                                                                "senator",
                                                                "sergeant",
                                                                "señor",
                                                                "señora",
                                                                "sheikh",
                                                                "signor",
                                                                "signora",
                                                                "sir",
                                                                "spokesman",
                                                                "spokesperson",
                                                                "spokeswoman",
                                                                "striker",
                                                                "sultan"});
constexpr auto kOrganisationWords = std::to_array<std::string_view>({"academy",      "administration",
                                                                     "ag",           "agency",
                                                                     "airlines",     "airways",
                                                                     "alliance",     "army",
                                                                     "assembly",     "association",
                                                                     "authorities",  "authority",
                                                                     "banca",        "banco",
                                                                     "bancorp",      "bank",
                                                                     "banque",       "board",
                                                                     "brigade",      "bundesbank",
                                                                     "bureau",       "cabinet",
                                                                     "center",       "centre",
                                                                     "chamber",      "christian",
                                                                     "church",       "club",
                                                                     "co",           "coalition",
                                                                     "college",      "comisión",
                                                                     "commission",   "committee",
                                                                     "company",      "confederation",
                                                                     "congress",     "conseil",
                                                                     "consejo",      "consiglio",
                                                                     "consortium",   "corp",
                                                                     "corporation",  "council",
                                                                     "court",        "department",
                                                                     "directorate",  "enterprises",
                                                                     "exchange",     "fc",
                                                                     "federation",   "force",
                                                                     "forces",       "foundation",
                                                                     "front",        "fund",
                                                                     "gesellschaft", "gmbh",
                                                                     "government",   "group",
                                                                     "guild",        "holdings",
                                                                     "hospital",     "inc",
                                                                     "industries",   "institut",
                                                                     "institute",    "international",
                                                                     "investments",  "kg",
                                                                     "kommission",   "laboratories",
                                                                     "laboratory",   "league",
                                                                     "legion",       "llc",
                                                                     "llp",          "ltd",
                                                                     "ministerio",   "ministerium",
                                                                     "ministero",    "ministry",
                                                                     "ministère",    "motors",
                                                                     "movement",     "museum",
                                                                     "nv",           "office",
                                                                     "orchestra",    "organisation",
                                                                     "organization", "parliament",
                                                                     "partei",       "parti",
                                                                     "partido",      "partito",
                                                                     "partners",     "party",
                                                                     "plc",          "police",
                                                                     "press",        "regiment",
                                                                     "sa",           "school",
                                                                     "senate",       "services",
                                                                     "sociedad",     "society",
                                                                     "société",      "spa",
                                                                     "stiftung",     "systems",
                                                                     "technologies", "times",
                                                                     "treasury",     "tribunal",
                                                                     "trust",        "union",
                                                                     "universidad",  "university",
                                                                     "università",   "universität",
                                                                     "université",   "verband",
                                                                     "verein",       "works"});
constexpr auto kPlacePrepositions =
    std::to_array<std::string_view>({"across", "at", "aus", "bei", "cerca", "em", "en", "in", "nach", "nahe", "near",
                                     "outside", "presso", "près", "vicino", "à"});

static_assert(std::ranges::is_sorted(kPersonTitles));
static_assert(std::ranges::is_sorted(kOrganisationWords));
static_assert(std::ranges::is_sorted(kPlacePrepositions));

}  // namespace

bool is_person_title(std::string_view lower) {
    return std::ranges::binary_search(kPersonTitles, lower);
}

bool is_organisation_word(std::string_view lower) {
    return std::ranges::binary_search(kOrganisationWords, lower);
}

bool is_place_preposition(std::string_view lower) {
    return std::ranges::binary_search(kPlacePrepositions, lower);
}

bool is_holding(std::string_view lower) {
    static constexpr auto kHoldings = std::to_array<std::string_view>(
        {"belief",   "believe",    "coded",     "confidence", "faith",      "holding",   "holdings",    "implemented",
         "interest", "interested", "interests", "invest",     "invested",   "investing", "investment",  "investments",
         "investor", "investors",  "position",  "positions",  "programmed", "share",     "shareholder", "shareholders",
         "shares",   "stake",      "stakes",    "stock",      "trading",    "trust",     "written"});
    static_assert(std::ranges::is_sorted(kHoldings));
    return std::ranges::binary_search(kHoldings, lower);
}

}  // namespace asterism::themes
