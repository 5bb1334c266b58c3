#include "text/languages.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "text/analyzer.hpp"

namespace asterism::text {
namespace {

struct Sample {
    std::string_view language;
    std::string_view text;
    std::string_view stop_word;  ///< lower case, in the text
    std::string_view word;       ///< lower case, in the text, no stop word
};

// A few sentences of our own for each language.
const Sample kSamples[]{
    {"en", "The council has closed the old bridge because its pillars are no longer safe.", "because", "bridge"},
    {"de", "Der Stadtrat hat die alte Brücke gesperrt, weil ihre Pfeiler nicht mehr sicher sind.", "weil", "brücke"},
    {"fr", "Le conseil municipal a fermé l'ancien pont parce que ses piliers ne sont plus sûrs.", "que", "pont"},
    {"es", "El ayuntamiento ha cerrado el viejo puente porque sus pilares ya no son seguros.", "porque", "puente"},
    {"it", "Il comune ha chiuso il vecchio ponte perché i suoi piloni non sono più sicuri.", "perché", "ponte"},
    {"pt", "A câmara fechou a velha ponte porque os seus pilares já não são seguros.", "porque", "ponte"},
    {"nl", "De gemeenteraad heeft de oude brug gesloten omdat haar pijlers niet meer veilig zijn.", "omdat", "brug"},
    {"sv", "Kommunen har stängt den gamla bron eftersom pelarna inte längre är säkra.", "eftersom", "bron"},
    {"da", "Kommunen har lukket den gamle bro, fordi pillerne ikke længere er sikre, siger hun efter mødet.", "fordi",
     "bro"},
    {"no", "Kommunen har stengt den gamle brua fordi pilarene ikke lenger er trygge, sier hun etter møtet.", "fordi",
     "brua"},
    {"fi", "Kaupunki on sulkenut vanhan sillan, koska sen pilarit eivät ole enää turvallisia.", "koska", "sillan"},
    {"pl", "Rada miasta zamknęła stary most, ponieważ jego filary nie są już bezpieczne.", "ponieważ", "most"},
    {"cs", "Město zavřelo starý most, protože jeho pilíře už nejsou bezpečné.", "protože", "most"},
    {"tr", "Belediye eski köprüyü kapattı, çünkü ayakları artık güvenli değil ve onarım için para yok.", "çünkü",
     "köprüyü"},
    {"hu", "A város lezárta a régi hidat, mert a pillérei már nem biztonságosak.", "mert", "hidat"},
    {"ro", "Primăria a închis podul vechi pentru că pilonii lui nu mai sunt siguri.", "pentru", "podul"},
    {"ca", "L'ajuntament ha tancat el pont vell perquè els seus pilars ja no són segurs.", "perquè", "pont"},
    {"id", "Pemerintah kota menutup jembatan tua itu karena tiangnya sudah tidak aman.", "karena", "jembatan"},
    {"ru", "Город закрыл старый мост, потому что его опоры больше не безопасны.", "что", "мост"},
    {"uk", "Місто закрило старий міст, тому що його опори вже не є безпечними.", "що", "міст"},
    {"el", "Ο δήμος έκλεισε την παλιά γέφυρα επειδή οι στύλοι της δεν είναι πια ασφαλείς.", "επειδή", "γέφυρα"},
    {"ar", "أغلقت المدينة الجسر القديم لأن أعمدته لم تعد آمنة على المارة", "لأن", "الجسر"},
    {"fa", "شهرداری پل قدیمی را بست زیرا پایه‌های آن دیگر امن نیست",
     "زیرا", "پل"},
    {"he", "העירייה סגרה את הגשר הישן כי העמודים שלו כבר לא בטוחים", "את", "הגשר"},
    {"hi", "नगर परिषद ने पुराना पुल बंद कर दिया क्योंकि उसके खंभे सुरक्षित नहीं हैं", "क्योंकि", "पुल"},
    {"zh", "市政府关闭了大桥，因为桥墩已经不安全。", "因为", "安全"},
    {"ja", "市は古い橋を閉鎖した。橋脚が安全ではないためだ。", "は", "閉鎖"},
    {"ko", "시는 낡은 다리를 폐쇄했다. 그러나 기둥 때문에 위험하다", "그러나", "다리를"},
    {"th", "เทศบาลปิดสะพานเก่าเพราะเสาไม่ปลอดภัย", "เพราะ", "สะพาน"},
};

}  // namespace

class EveryLanguage : public testing::TestWithParam<Sample> {};

TEST_P(EveryLanguage, IsToldFromAFewWordsAndItsFunctionWordsAreStopped) {
    const Sample& sample = GetParam();
    Analyzer analyzer;
    Document document;
    analyzer.analyze(sample.text, document);
    EXPECT_EQ(document.language, sample.language);
    bool stopped = false;
    bool kept = false;
    for (const Token& token : document.tokens) {
        if (document.lower(token) == sample.stop_word) stopped = token.stop;
        if (document.lower(token) == sample.word) kept = !token.stop && !document.stem(token).empty();
    }
    EXPECT_TRUE(stopped) << sample.stop_word;
    EXPECT_TRUE(kept) << sample.word;
}

INSTANTIATE_TEST_SUITE_P(Samples, EveryLanguage, testing::ValuesIn(kSamples),
                         [](const auto& instance) { return std::string(instance.param.language); });

TEST(Languages, EveryLanguageHasASample) {
    EXPECT_EQ(std::size(kSamples), kLanguages.size());
}

TEST(Languages, AFewNamesTellNoLanguage) {
    Analyzer analyzer;
    Document document;
    for (const std::string_view text : {"", "12 34", "Rio de Janeiro", "Die Hard"}) {
        analyzer.analyze(text, document);
        EXPECT_EQ(document.language, "") << text;
    }
}

TEST(Languages, OneWordTellsNoLanguageHoweverOftenItStandsThere) {
    Analyzer analyzer;
    Document document;
    for (const std::string_view text : {"Forest fire spreads; fire crews fight fire", "Mine workers leave mine"}) {
        analyzer.analyze(text, document);
        EXPECT_EQ(document.language, "") << text << ": \"fire\" and \"mine\" are Danish function words too";
    }
}

TEST(Languages, AStopWordOfOneLanguageIsAWordOfAnother) {
    EXPECT_NE(stop_word_mask("die") & LanguageMask{1} << 1, 0U);
    EXPECT_EQ(stop_word_mask("die") & LanguageMask{1}, 0U);
    EXPECT_EQ(stop_word_mask("bridge"), 0U);
    EXPECT_NE(stop_word_mask("friday") & kCalendarBit, 0U);
    EXPECT_NE(stop_word_mask("use") & kWeakBit, 0U);
    EXPECT_NE(stop_word_mask("nine") & kEdgeBit, 0U);
    EXPECT_NE(stop_word_mask("interest") & kContentBit, 0U);
}

TEST(Languages, AWordOfAnotherScriptIsJudgedByTheLanguagesOfItsOwn) {
    const auto language = [](std::string_view code) {
        return static_cast<int>(std::ranges::find(kLanguages, code) - kLanguages.begin());
    };
    for (const int of_text : {-1, language("en"), language("de"), language("he"), language("ru")}) {
        for (const std::string_view word : {"יותר", "על", "שלנו", "ועוד", "שעל", "ولكن", "وعلى", "και"})
            EXPECT_TRUE(is_stop_word(word, of_text)) << word << " in a text of " << of_text;
        for (const std::string_view word : {"הבנק", "שמן", "ועד", "שלום", "والبنك", "ولد"})
            EXPECT_FALSE(is_stop_word(word, of_text)) << word << " in a text of " << of_text;
    }
    EXPECT_TRUE(is_stop_word("the", language("he")));
    EXPECT_FALSE(is_stop_word("the", language("de")));
    EXPECT_FALSE(is_stop_word("что", language("uk"))) << "what a text's own script says stays with its language";
    EXPECT_FALSE(is_stop_word("", -1));
}

}  // namespace asterism::text
