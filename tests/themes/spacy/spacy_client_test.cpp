#include "themes/spacy/spacy_client.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

#include "asterism/error.hpp"

namespace asterism::themes {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

using Spans = std::vector<NlpSpan>;

std::string read_file(const char* path) {
    std::ifstream file(path);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

/// Short deadlines: a test that waits for one waits that long.
SpacyOptions behaving(const std::string& behaviour) {
    SpacyOptions options;
    options.pipeline = behaviour;
    options.script = read_file(BEHAVIOURS_PY);
    options.start_deadline = std::chrono::seconds(10);
    options.batch_deadline = std::chrono::seconds(10);
    options.batch = 4;
    options.memory_bytes = 1ULL << 30;
    return options;
}

std::vector<NlpText> texts_of(std::initializer_list<const char*> bodies) {
    std::vector<NlpText> texts;
    for (const char* body : bodies)
        texts.push_back({"Title", body});
    return texts;
}

const std::vector<NlpText> kTexts =
    texts_of({"one Rome", "two Oslo", "three Bonn", "four Kyiv", "five Lima", "six Bern"});
const std::vector<NlpText> kPoisoned =
    texts_of({"one Rome", "two Oslo", "poison Bonn", "four Kyiv", "five Lima", "six Bern"});

std::vector<std::string> names(const Spans& spans) {
    std::vector<std::string> out;
    for (const auto& span : spans)
        out.push_back(span.type + ":" + span.text);
    return out;
}

std::size_t open_descriptors() {
    std::size_t count = 0;
    for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator("/proc/self/fd"))
        ++count;
    return count;
}

/// Every case: the call ends, and leaves neither process nor descriptor behind.
class Worker : public testing::Test {
 protected:
    void SetUp() override { before_ = open_descriptors(); }
    void TearDown() override {
        client_.reset();
        EXPECT_EQ(open_descriptors(), before_);
        EXPECT_EQ(waitpid(-1, nullptr, WNOHANG), -1) << "a child is left";
    }

    std::optional<std::vector<Spans>> extract(SpacyOptions options, const std::vector<NlpText>& texts) {
        client_ = std::make_unique<SpacyClient>(std::move(options));
        return client_->extract(texts, Observer());
    }

    /// The pipeline is given up, and the reason holds `why`.
    void expect_given_up(SpacyOptions options, const std::string& why) {
        EXPECT_FALSE(extract(std::move(options), kTexts).has_value());
        EXPECT_THAT(client_->problem(), HasSubstr(why));
    }

    void expect_all(const std::optional<std::vector<Spans>>& spans) {
        ASSERT_TRUE(spans.has_value()) << client_->problem();
        ASSERT_THAT(*spans, SizeIs(6));
        EXPECT_THAT(names(spans->front()), ElementsAre(":Title.", "ORG:Rome"));
        EXPECT_THAT(names(spans->back()), ElementsAre(":Title.", "ORG:Bern"));
        EXPECT_EQ(client_->problem(), "");
    }

    /// All but the poisonous text are done.
    void expect_all_but_the_third(const std::optional<std::vector<Spans>>& spans) {
        ASSERT_TRUE(spans.has_value()) << client_->problem();
        for (std::size_t i = 0; i < spans->size(); ++i)
            EXPECT_THAT((*spans)[i], SizeIs(i == 2 ? 0 : 2)) << i;
        EXPECT_THAT(client_->problem(), HasSubstr("1 texts could not be analysed"));
    }

    std::unique_ptr<SpacyClient> client_;

 private:
    std::size_t before_ = 0;
};

class GoodEnough : public Worker, public testing::WithParamInterface<const char*> {};
TEST_P(GoodEnough, GivesEverything) {
    expect_all(extract(behaving(GetParam()), kTexts));
}
INSTANTIATE_TEST_SUITE_P(Behaviours, GoodEnough,
                         testing::Values("good", "slow_start", "prints", "floods_standard_output", "ignore_sigterm",
                                         "reads_slowly"),
                         [](const auto& given) { return std::string(given.param); });

class NeverReady : public Worker, public testing::WithParamInterface<std::pair<const char*, const char*>> {};
TEST_P(NeverReady, IsGivenUpWithTheReason) {
    expect_given_up(behaving(GetParam().first), GetParam().second);
}
INSTANTIATE_TEST_SUITE_P(
    Behaviours, NeverReady,
    testing::Values(std::pair("crash_at_start", "no such luck"), std::pair("exit_silently", "it ended before"),
                    std::pair("killed_at_start", "it ended before"), std::pair("hello_garbage", "did not say hello"),
                    std::pair("hello_wrong_version", "another protocol version"),
                    std::pair("hello_version_as_text", "another protocol version"),
                    std::pair("hello_error", "scripts/install_nlp it"), std::pair("hello_half", "it ended before"),
                    std::pair("hello_array", "did not say hello"), std::pair("hello_deep", "did not say hello"),
                    std::pair("hello_endless_line", "too long a line"),
                    std::pair("close_channel_and_hang", "it ended before"),
                    std::pair("close_descriptors_and_hang", "it ended before")),
    [](const auto& given) { return std::string(given.param.first); });

class AlwaysWrong : public Worker, public testing::WithParamInterface<const char*> {};
TEST_P(AlwaysWrong, IsGivenUpAfterTheRestartsAllowed) {
    SpacyOptions options = behaving(GetParam());
    options.most_restarts = 2;
    expect_given_up(options, "again and again");
}
INSTANTIATE_TEST_SUITE_P(Behaviours, AlwaysWrong,
                         testing::Values("crash_after_hello", "crash_on_every_document", "garbage", "empty_lines",
                                         "invalid_utf8", "half_a_line", "endless_line", "wrong_id", "id_as_text",
                                         "too_few_docs", "too_many_docs", "docs_as_object", "numbers_for_chunks",
                                         "entity_without_label", "null_docs", "deep_answer", "answer_before_asked"),
                         [](const auto& given) { return std::string(given.param); });

class Hanging : public Worker, public testing::WithParamInterface<const char*> {};
TEST_P(Hanging, IsGivenUpAtTheDeadline) {
    SpacyOptions options = behaving(GetParam());
    options.start_deadline = options.batch_deadline = std::chrono::milliseconds(400);
    options.most_restarts = 1;
    expect_given_up(options, "in time");
}
INSTANTIATE_TEST_SUITE_P(Behaviours, Hanging,
                         testing::Values("hang_before_hello", "hang_in_every_batch", "half_a_line_and_hang", "drip",
                                         "child_holds_the_channel"),
                         [](const auto& given) { return std::string(given.param); });

class Poisoned : public Worker, public testing::WithParamInterface<const char*> {};
TEST_P(Poisoned, LosesTheOneText) {
    SpacyOptions options = behaving(GetParam());
    if (options.pipeline == "hang_on_document") options.batch_deadline = std::chrono::seconds(1);
    expect_all_but_the_third(extract(options, kPoisoned));
}
INSTANTIATE_TEST_SUITE_P(Behaviours, Poisoned,
                         testing::Values("hang_on_document", "crash_on_document", "abort_on_document",
                                         "memory_on_document", "garbage_on_document"),
                         [](const auto& given) { return std::string(given.param); });

TEST_F(Worker, ThatAnswersTwiceIsStartedAnew) {
    SpacyOptions options = behaving("answers_twice");
    options.batch = 2;
    options.most_restarts = 2;  // each second batch finds the answer that nobody asked for
    EXPECT_FALSE(extract(options, kTexts).has_value() && client_->problem().empty());
}

TEST_F(Worker, ThatSendsLongSpansLosesThem) {
    const auto spans = extract(behaving("long_spans"), kTexts);
    ASSERT_TRUE(spans.has_value());
    EXPECT_THAT(names(spans->front()), ElementsAre(":short"));
}

TEST_F(Worker, MaySendNulBytes) {
    const auto spans = extract(behaving("nul_bytes"), kTexts);
    ASSERT_TRUE(spans.has_value());
    EXPECT_EQ(spans->front().front().text, std::string("a\0b", 3));
}

TEST_F(Worker, MissingInterpreterIsNamed) {
    SpacyOptions options = behaving("good");
    options.python = "/nowhere/python3";
    expect_given_up(options, "\"/nowhere/python3\" cannot be used");
    EXPECT_THAT(client_->problem(), HasSubstr("No such file"));
}

TEST_F(Worker, GetsNothingWhenThereAreNoTexts) {
    const auto spans = extract(behaving("crash_at_start"), {});
    ASSERT_TRUE(spans.has_value());
    EXPECT_THAT(*spans, IsEmpty());
}

TEST_F(Worker, GetsLargeBatchesBothWaysWithoutLocking) {
    SpacyOptions options = behaving("good");
    options.batch = 512;
    options.longest_text = 8000;
    std::vector<NlpText> texts;
    for (int i = 0; i < 1000; ++i)
        texts.push_back({"Title", std::string(7000, 'x') + " Rome"});
    const auto spans = extract(options, texts);
    ASSERT_TRUE(spans.has_value()) << client_->problem();
    EXPECT_THAT(names(spans->back()), ElementsAre(":Title.", "ORG:Rome"));
}

TEST_F(Worker, GetsTextsThatAreNoUtf8) {
    const auto spans = extract(behaving("good"), {{"T\xff", "caf\xc3 Rome"}});
    ASSERT_TRUE(spans.has_value()) << client_->problem();
    EXPECT_THAT(names(spans->front()), ElementsAre(":T\uFFFD.", "ORG:Rome"));
}

TEST_F(Worker, IsLeftAloneWhenTheRunIsCancelled) {
    class Cancelled : public Observer {
     public:
        [[nodiscard]] bool cancelled() const override { return true; }
    } observer;
    client_ = std::make_unique<SpacyClient>(behaving("hang_in_every_batch"));
    try {
        (void)client_->extract(kTexts, observer);
        ADD_FAILURE() << "not interrupted";
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::interrupted);
    }
}

TEST_F(Worker, DiesWithItsParent) {
    ASSERT_EQ(prctl(PR_SET_CHILD_SUBREAPER, 1), 0);  // orphans come to us
    const pid_t parent = fork();
    if (parent == 0) {
        SpacyClient client(behaving("hang_in_every_batch"));
        std::thread([] {
            std::this_thread::sleep_for(std::chrono::milliseconds(400));
            kill(getpid(), SIGKILL);
        }).detach();
        (void)client.extract(kTexts, Observer());
        _exit(0);
    }
    int status = 0;
    ASSERT_EQ(waitpid(parent, &status, 0), parent);
    ASSERT_TRUE(WIFSIGNALED(status)) << "the parent was to be killed while its worker hangs";
    int orphans = 0;  // the worker, and whatever it had just begun to start
    pid_t ended = 0;
    for (int look = 0; look < 1000 && ended >= 0; ++look) {
        ended = waitpid(-1, &status, WNOHANG);
        if (ended == 0) std::this_thread::sleep_for(std::chrono::milliseconds(10));
        if (ended <= 0) continue;
        ++orphans;
        EXPECT_TRUE(WIFSIGNALED(status));
    }
    EXPECT_EQ(ended, -1) << "the worker lives on";
    EXPECT_GT(orphans, 0);
    prctl(PR_SET_CHILD_SUBREAPER, 0);
}

}  // namespace
}  // namespace asterism::themes
