// A bridge that is closed and a harvest that fails, told in each language by sentences of our own.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "text/unicode.hpp"
#include "themes/theme_builder.hpp"

namespace asterism::themes {
namespace {

using testing::Contains;
using testing::Each;
using testing::ElementsAre;
using testing::Not;

struct Sample {
    const char* language;
    std::vector<std::string> bridge;
    std::vector<std::string> harvest;
    std::vector<std::string> bridge_words;    ///< lower case; one of them must be shown, in this form
    std::vector<std::string> harvest_words;   ///< likewise
    std::vector<std::string> function_words;  ///< of these sentences; none may be shown
};

const std::vector<Sample>& samples() {
    static const std::vector<Sample> all{
        {"en",
         {"The old bridge was closed because its pillars are not safe.",
          "All bridges over the river need new pillars, and the bridge will be closed."},
         {"The coffee harvest failed after the frost.",
          "Farmers who grow coffee lost their harvest when the frost came."},
         {"bridge", "bridges", "pillars"},
         {"coffee", "harvest", "coffee harvest"},
         {"the", "because", "are", "over", "after", "who", "when"}},
        {"de",
         {"Die alte Brücke wurde gesperrt, weil die Pfeiler nicht sicher sind.",
          "Alle Brücken über den Fluss brauchen neue Pfeiler, und die Brücke ist zu."},
         {"Die Kaffeeernte ist nach dem Frost ausgefallen.",
          "Die Bauern haben ihre Kaffeeernte verloren, als der Frost kam."},
         {"brücke", "brücken", "pfeiler"},
         {"kaffeeernte", "frost"},
         {"die", "weil", "nicht", "sind", "über", "nach", "haben", "der"}},
        {"fr",
         {"Le vieux pont a été fermé parce que ses piliers ne sont pas sûrs.",
          "Tous les ponts de la rivière ont besoin de nouveaux piliers, et le pont est fermé."},
         {"La récolte de café a été perdue après le gel.",
          "Les paysans qui cultivent le café ont perdu leur récolte quand le gel est venu."},
         {"pont", "ponts", "piliers"},
         {"café", "récolte", "gel"},
         {"le", "parce", "sont", "pas", "les", "après", "qui", "quand"}},
        {"es",
         {"El viejo puente fue cerrado porque sus pilares no son seguros.",
          "Todos los puentes sobre el río necesitan nuevos pilares, y el puente está cerrado."},
         {"La cosecha de café se perdió después de la helada.",
          "Los campesinos que cultivan café perdieron su cosecha cuando llegó la helada."},
         {"puente", "puentes", "pilares"},
         {"café", "cosecha", "helada"},
         {"el", "porque", "son", "los", "sobre", "después", "que", "cuando"}},
        {"it",
         {"Il vecchio ponte è stato chiuso perché i piloni non sono sicuri.",
          "Tutti i ponti sul fiume hanno bisogno di nuovi piloni, e il ponte è chiuso."},
         {"Il raccolto di caffè è andato perso dopo la gelata.",
          "I contadini che coltivano il caffè hanno perso il raccolto quando è arrivata la gelata."},
         {"ponte", "ponti", "piloni"},
         {"caffè", "raccolto", "gelata"},
         {"il", "perché", "non", "sono", "dopo", "che", "quando"}},
        {"pt",
         {"A velha ponte foi fechada porque os seus pilares não são seguros.",
          "Todas as pontes sobre o rio precisam de novos pilares, e a ponte está fechada."},
         {"A colheita de café foi perdida depois da geada.",
          "Os lavradores que cultivam café perderam a sua colheita quando veio a geada."},
         {"ponte", "pontes", "pilares"},
         {"café", "colheita", "geada"},
         {"porque", "não", "são", "sobre", "depois", "que", "quando"}},
        {"nl",
         {"De oude brug werd gesloten omdat de pijlers niet veilig zijn.",
          "Alle bruggen over de rivier hebben nieuwe pijlers nodig, en de brug is dicht."},
         {"De koffieoogst is na de vorst mislukt.", "De boeren hebben hun koffieoogst verloren toen de vorst kwam."},
         {"brug", "bruggen", "pijlers"},
         {"koffieoogst", "vorst"},
         {"de", "omdat", "niet", "zijn", "over", "hebben", "toen"}},
        {"sv",
         {"Den gamla bron stängdes eftersom pelarna inte är säkra.",
          "Alla broar över floden behöver nya pelare, och bron är stängd."},
         {"Kaffeskörden slog fel efter frosten.", "Bönderna som odlar kaffe förlorade kaffeskörden när frosten kom."},
         {"bron", "pelarna", "pelare", "broar"},
         {"kaffeskörden", "frosten", "kaffe"},
         {"den", "eftersom", "inte", "är", "och", "som", "när"}},
        {"fi",
         {"Vanha silta suljettiin, koska sen pilarit eivät ole turvallisia.",
          "Kaikki joen sillat tarvitsevat uudet pilarit, ja silta on kiinni."},
         {"Kahvisato epäonnistui hallan jälkeen.",
          "Viljelijät menettivät kahvisadon, kun halla tuli, ja se oli vaikea vuosi."},
         {"silta", "sillat", "pilarit"},
         {"kahvisato", "kahvisadon", "halla", "hallan"},
         {"koska", "sen", "eivät", "ole", "ja", "kun"}},
        {"pl",
         {"Stary most został zamknięty, ponieważ jego filary nie są bezpieczne.",
          "Wszystkie mosty nad rzeką potrzebują nowych filarów, a most jest zamknięty."},
         {"Zbiory kawy przepadły po przymrozku.",
          "Rolnicy, którzy uprawiają kawę, stracili zbiory, kiedy przyszedł przymrozek."},
         {"most", "mosty", "filary"},
         {"zbiory", "kawy", "kawę"},
         {"ponieważ", "jego", "nie", "są", "jest", "którzy", "kiedy"}},
        {"cs",
         {"Starý most byl uzavřen, protože jeho pilíře nejsou bezpečné.",
          "Všechny mosty přes řeku potřebují nové pilíře a most je zavřený."},
         {"Sklizeň kávy byla po mrazu ztracena.", "Rolníci, kteří pěstují kávu, přišli o sklizeň, když přišel mráz."},
         {"most", "mosty", "pilíře"},
         {"sklizeň", "kávy", "kávu"},
         {"protože", "jeho", "nejsou", "přes", "je", "kteří", "když"}},
        {"tr",
         {"Eski köprü kapatıldı, çünkü ayakları güvenli değil.",
          "Nehrin üzerindeki bütün köprüler için yeni ayaklar gerekiyor ve köprü kapalı."},
         {"Kahve hasadı dondan sonra mahvoldu.",
          "Kahve yetiştiren çiftçiler hasadı kaybetti, çünkü don çok erken geldi."},
         {"köprü", "köprüler", "ayakları"},
         {"kahve", "hasadı", "kahve hasadı"},
         {"çünkü", "değil", "için", "ve", "sonra", "çok"}},
        {"hu",
         {"A régi hidat lezárták, mert a pillérek nem biztonságosak.",
          "A folyó összes hídja új pilléreket kap, és a híd zárva van."},
         {"A kávé termése a fagy után elveszett.",
          "A gazdák, akik kávét termesztenek, elvesztették a termést, amikor a fagy jött."},
         {"híd", "hidat", "pillérek", "pilléreket", "hídja"},
         {"kávé", "kávét", "fagy", "termést", "termése"},
         {"mert", "nem", "és", "van", "után", "akik", "amikor"}},
        {"ro",
         {"Podul vechi a fost închis pentru că pilonii nu sunt siguri.",
          "Toate podurile peste râu au nevoie de piloni noi, iar podul este închis."},
         {"Recolta de cafea a fost pierdută după îngheț.",
          "Țăranii care cultivă cafea au pierdut recolta când a venit înghețul."},
         {"podul", "podurile", "pilonii", "piloni"},
         {"cafea", "recolta", "îngheț", "înghețul"},
         {"pentru", "nu", "sunt", "este", "după", "care", "când"}},
        {"ru",
         {"Старый мост закрыли, потому что его опоры не безопасны.",
          "Все мосты через реку требуют новых опор, и мост уже закрыт."},
         {"Урожай кофе погиб после заморозков.",
          "Крестьяне, которые выращивают кофе, потеряли урожай, когда пришли заморозки."},
         {"мост", "мосты", "опоры"},
         {"кофе", "урожай"},
         {"потому", "что", "его", "не", "через", "после", "которые", "когда"}},
        {"uk",
         {"Старий міст закрили, тому що його опори не є безпечними.",
          "Усі мости через річку потребують нових опор, і міст уже закрито."},
         {"Урожай кави загинув після заморозків.",
          "Селяни, які вирощують каву, втратили врожай, коли прийшли заморозки."},
         {"міст", "мости", "опори"},
         {"кави", "каву", "урожай", "врожай", "заморозків", "заморозки"},
         {"тому", "його", "не", "через", "після", "які", "коли"}},
        {"el",
         {"Η παλιά γέφυρα έκλεισε γιατί οι κολόνες της δεν είναι ασφαλείς.",
          "Όλες οι γέφυρες πάνω από το ποτάμι χρειάζονται νέες κολόνες, και η γέφυρα είναι κλειστή."},
         {"Η συγκομιδή του καφέ χάθηκε μετά τον παγετό.",
          "Οι αγρότες που καλλιεργούν καφέ έχασαν τη συγκομιδή όταν ήρθε ο παγετός."},
         {"γέφυρα", "γέφυρες", "κολόνες"},
         {"καφέ", "συγκομιδή"},
         {"γιατί", "δεν", "είναι", "και", "μετά", "που", "όταν"}},
        {"ar",
         {"أغلق الجسر القديم لأن أعمدته ليست آمنة.", "كل الجسور فوق النهر تحتاج إلى أعمدة جديدة والجسر مغلق الآن."},
         {"ضاع محصول القهوة بعد الصقيع.", "خسر المزارعون الذين يزرعون القهوة محصول هذا العام عندما جاء الصقيع."},
         {"الجسر", "الجسور", "أعمدة", "والجسر"},
         {"القهوة", "محصول", "الصقيع", "محصول القهوة"},
         {"لأن", "إلى", "بعد", "الذين", "هذا"}},
        {"hi",
         {"पुराना पुल बंद कर दिया गया क्योंकि उसके खंभे सुरक्षित नहीं हैं।", "नदी पर बने सभी पुल नए खंभे चाहते हैं और पुल बंद है।"},
         {"पाले के बाद कॉफी की फसल नष्ट हो गई।", "जो किसान कॉफी उगाते हैं, उनकी फसल पाले से नष्ट हो गई।"},
         {"पुल", "खंभे"},
         {"कॉफी", "फसल"},
         {"क्योंकि", "नहीं", "हैं", "और", "है", "के", "की"}},
        {"zh",
         {"因为支柱不安全，旧桥梁已经关闭。", "河上所有的桥梁都需要新的支柱，桥梁已经关闭。"},
         {"霜冻之后，咖啡收成没有了。", "种植咖啡的农民在霜冻的时候失去了收成。"},
         {"桥梁", "支柱"},
         {"咖啡", "收成", "霜冻"},
         {"因为", "所有", "的", "之后", "没有", "已经"}},
        {"ja",
         {"古い橋は橋脚が安全ではないため閉鎖された。", "川の橋はすべて新しい橋脚が必要であり、橋は閉鎖されている。"},
         {"霜のあと、コーヒーの収穫はなくなった。", "コーヒーを育てる農家は、霜が降りたときに収穫を失った。"},
         {"橋脚", "閉鎖", "橋"},
         {"コーヒー", "収穫"},
         {"ため", "ある", "する", "とき", "は", "の"}},
        {"ko",
         {"낡은 다리는 기둥이 안전하지 않기 때문에 폐쇄되었다.",
          "강 위의 모든 다리는 새 기둥이 필요하고 다리는 폐쇄되었다."},
         {"서리가 내린 뒤 커피 수확이 실패했다.", "커피 농부들은 서리가 내렸을 때 커피 수확을 잃었다."},
         {"다리는", "기둥이", "폐쇄되었다"},
         {"커피", "서리가", "커피 수확이", "커피 수확을"},
         {"때문에", "모든", "때"}},
        {"th",
         {"สะพานเก่าถูกปิดเพราะเสาไม่ปลอดภัย", "สะพานทุกแห่งข้ามแม่น้ำต้องการเสาใหม่ และสะพานถูกปิด"},
         {"ผลผลิตกาแฟเสียหายหลังน้ำค้างแข็ง", "เกษตรกรที่ปลูกกาแฟสูญเสียผลผลิตเมื่อน้ำค้างแข็งมา"},
         {"สะพาน", "เสา"},
         {"กาแฟ", "ผลผลิต"},
         {"เพราะ", "ไม่", "และ", "ที่", "เมื่อ"}},
    };
    return all;
}

std::string lower(const std::string& text) {
    std::string out;
    text::append_lower(text, out);
    return out;
}

class Language : public testing::TestWithParam<Sample> {
 protected:
    static std::vector<std::string> terms(const Theme& theme) {
        std::vector<std::string> out;
        for (const Keyword& keyword : theme.keywords)
            out.push_back(lower(keyword.term));
        return out;
    }

    /// One of the words is shown, alone or within a phrase.
    static bool shows(const std::vector<std::string>& shown, const std::vector<std::string>& words) {
        return std::ranges::any_of(words, [&](const std::string& word) {
            return std::ranges::any_of(shown,
                                       [&](const std::string& term) { return term.find(word) != std::string::npos; });
        });
    }
};

TEST_P(Language, NamesAClusterByItsSubjectWithoutFunctionWords) {
    const Sample& sample = GetParam();
    ThemeBuilder builder(2, {.threads = 1});
    for (int round = 0; round < 5; ++round) {
        builder.add(0, sample.bridge[0], sample.bridge[1]);
        builder.add(0, sample.bridge[1], sample.bridge[0]);
        builder.add(1, sample.harvest[0], sample.harvest[1]);
        builder.add(1, sample.harvest[1], sample.harvest[0]);
    }
    const std::vector<Theme> themes = builder.finish();
    const std::vector<std::string> bridge = terms(themes[0]);
    const std::vector<std::string> harvest = terms(themes[1]);
    EXPECT_THAT(themes[0].languages, ElementsAre(sample.language));
    EXPECT_THAT(themes[1].languages, ElementsAre(sample.language));
    EXPECT_TRUE(shows(bridge, sample.bridge_words)) << testing::PrintToString(bridge);
    EXPECT_TRUE(shows(harvest, sample.harvest_words)) << testing::PrintToString(harvest);
    EXPECT_FALSE(shows(bridge, sample.harvest_words)) << testing::PrintToString(bridge);
    for (const std::string& word : sample.function_words) {
        EXPECT_THAT(bridge, Not(Contains(word)));
        EXPECT_THAT(harvest, Not(Contains(word)));
    }
}

INSTANTIATE_TEST_SUITE_P(All, Language, testing::ValuesIn(samples()),
                         [](const auto& given) { return std::string(given.param.language); });

}  // namespace
}  // namespace asterism::themes
