namespace AttentionLens.Samples.Tests;

/// <summary>What the rules of both languages make of clauses that are put together by hand.</summary>
public sealed class SentenceFormTests
{
    private int _unit;

    [Fact]
    public void Statement_SeparableVerb_LeavesItsPrefixAtTheEnd()
    {
        Clause clause = Of("call", Tense.Present) with { Object = The("woman"), Time = Adverbs.Time(Tense.Present)[0] };

        AssertWords("the man calls the woman today", EnglishClause.Statement(clause));
        AssertWords("der Mann ruft heute die Frau an", GermanClause.Statement(clause));
        AssertWords("der Mann heute die Frau anruft", GermanClause.Final(clause));
        Assert.Equal(["0-0", "1-1", "2-2", "2-6", "3-4", "4-5", "5-3"], Links(EnglishClause.Statement(clause), GermanClause.Statement(clause)));
    }

    [Fact]
    public void Statement_SimplePast_BecomesThePerfectWithBothPartsLinked()
    {
        Clause clause = Of("see", Tense.Past) with { Object = The("dog") };

        AssertWords("the man saw the dog", EnglishClause.Statement(clause));
        AssertWords("der Mann hat den Hund gesehen", GermanClause.Statement(clause));
        Assert.Equal(["0-0", "1-1", "2-2", "2-5", "3-3", "4-4"], Links(EnglishClause.Statement(clause), GermanClause.Statement(clause)));
    }

    [Fact]
    public void Statement_PerfectOfMotion_TakesSein() =>
        AssertWords("der Mann ist dem Hund gefolgt", GermanClause.Statement(Of("follow", Tense.Perfect) with { Object = The("dog") }));

    [Fact]
    public void Statement_NegatedIndefiniteObject_TakesKein()
    {
        Clause clause = Of("buy", Tense.Present) with { Object = The("lamp") with { Determiner = Determiner.A }, IsNegated = true };

        AssertWords("the man does not buy a lamp", EnglishClause.Statement(clause));
        AssertWords("der Mann kauft keine Lampe", GermanClause.Statement(clause));
        Assert.Equal(
            ["0-0", "1-1", "2-2", "3-3", "4-2", "5-3", "6-4"], Links(EnglishClause.Statement(clause), GermanClause.Statement(clause)));
    }

    [Fact]
    public void Statement_NegatedModal_IsForbiddenOrImpossible()
    {
        Clause must = Of("help", Tense.Modal) with { Modal = Auxiliary.Must, Object = The("judge"), IsNegated = true };
        Clause can = must with { Modal = Auxiliary.Modals.Single(modal => modal.English == "can") };

        AssertWords("the man must not help the judge", EnglishClause.Statement(must));
        AssertWords("der Mann darf dem Richter nicht helfen", GermanClause.Statement(must));
        AssertWords("the man cannot help the judge", EnglishClause.Statement(can));
        AssertWords("der Mann kann dem Richter nicht helfen", GermanClause.Statement(can));
        Assert.Equal(["2-2", "2-5"], Links(EnglishClause.Statement(can), GermanClause.Statement(can)).Where(link => link.StartsWith('2')));
    }

    [Fact]
    public void Statement_Opened_PutsTheVerbBeforeTheSubject()
    {
        Clause clause = Of("sleep", Tense.Modal) with
        {
            Modal = Auxiliary.Modals.Single(modal => modal.IsWant),
            Place = new PrepositionalPhrase(Next(), Preposition.Places[0], The("garden") with { Adjective = Adjectives.Of(NounKind.Place)[0] }),
            Opening = Opening.Place,
        };

        AssertWords("in the small garden the man wants to sleep", EnglishClause.Statement(clause));
        AssertWords("im kleinen Garten will der Mann schlafen", GermanClause.Statement(clause));
        Assert.Equal(["0-0", "1-0", "2-1", "3-2", "4-4", "5-5", "6-3", "7-6", "8-6"], Links(EnglishClause.Statement(clause), GermanClause.Statement(clause)));
    }

    [Fact]
    public void Statement_Relative_EndsWithItsVerbBetweenCommas()
    {
        NounPhrase girl = The("girl");
        Clause relative = Of("open", Tense.Present) with { Subject = girl, Object = The("door") };
        Clause clause = Of("laugh", Tense.Present) with { Subject = girl with { Relative = relative } };

        AssertWords("the girl who opens the door laughs", EnglishClause.Statement(clause));
        AssertWords("das Mädchen , das die Tür aufmacht , lacht", GermanClause.Statement(clause));
    }

    [Fact]
    public void Question_AnyTense_BeginsWithTheFiniteVerb()
    {
        Clause clause = Of("give", Tense.Present) with
        {
            Subject = Named("they"),
            Recipient = Named("we"),
            Object = The("apple") with { Determiner = Determiner.A },
        };

        AssertWords("do they give us an apple", EnglishClause.Question(clause));
        AssertWords("geben sie uns einen Apfel", GermanClause.VerbFirst(clause));
        AssertWords("did they give us an apple", EnglishClause.Question(clause with { Tense = Tense.Past }));
        AssertWords("haben sie uns einen Apfel gegeben", GermanClause.VerbFirst(clause with { Tense = Tense.Past }));
    }

    [Fact]
    public void Statement_WeakNoun_ChangesOutsideTheNominative()
    {
        Clause clause = Of("ask", Tense.Present) with { Subject = The("boy"), Object = The("student") };

        AssertWords("der Junge fragt den Studenten", GermanClause.Statement(clause));
    }

    [Theory]
    [InlineData("der alte Mann|den alten Mann|dem alten Mann", "the", "man")]
    [InlineData("ein alter Mann|einen alten Mann|einem alten Mann", "a", "man")]
    [InlineData("diese alte Frau|diese alte Frau|dieser alten Frau", "this", "woman")]
    [InlineData("meine alte Frau|meine alte Frau|meiner alten Frau", "my", "woman")]
    [InlineData("das alte Kind|das alte Kind|dem alten Kind", "the", "child")]
    [InlineData("ein altes Kind|ein altes Kind|einem alten Kind", "a", "child")]
    public void German_AdjectiveBehindADeterminer_AgreesByGenderAndCase(string expected, string determiner, string noun)
    {
        NounPhrase phrase = The(noun) with
        {
            Adjective = Adjectives.All.Single(adjective => adjective.English == "old"),
            Determiner = new[] { Determiner.The, Determiner.This, Determiner.A, Determiner.My }.Single(each => each.English == determiner),
        };

        Assert.Equal(
            expected.Split('|'),
            Enum.GetValues<GrammaticalCase>().Select(each => string.Join(' ', phrase.German(each).Select(word => word.Text))));
    }

    [Theory]
    [InlineData("an old apple", "apple", "old")]
    [InlineData("an apple", "apple", null)]
    [InlineData("a red apple", "apple", "red")]
    public void English_IndefiniteArticle_GoesByTheNextWord(string expected, string noun, string? adjective)
    {
        NounPhrase phrase = The(noun) with
        {
            Determiner = Determiner.A,
            Adjective = Adjectives.All.SingleOrDefault(each => each.English == adjective),
        };

        AssertWords(expected, phrase.English(GrammaticalCase.Nominative));
    }

    [Theory]
    [InlineData("see", "sehe sieht sehen")]
    [InlineData("forget", "vergesse vergisst vergessen")]
    [InlineData("invite", "lade lädt laden")]
    public void Present_Persons_HaveTheirForms(string verb, string expected) =>
        Assert.Equal(expected.Split(' '), Enum.GetValues<Person>().Select(Verbs.All.First(each => each.Base == verb).Present));

    [Fact]
    public void Present_Wissen_IsIrregularInTheSingular() =>
        Assert.Equal(["weiß", "weiß", "wissen"], Enum.GetValues<Person>().Select(Verbs.Of(VerbFrame.Clausal).Single(verb => verb.Base == "know").Present));

    private static void AssertWords(string expected, IEnumerable<AlignedWord> words) =>
        Assert.Equal(expected, string.Join(' ', words.Select(word => word.Text)));

    private static IEnumerable<string> Links(IEnumerable<AlignedWord> english, IEnumerable<AlignedWord> german) =>
        SentencePair.Of(new SentenceWords([.. english], [.. german]), "form", []).Alignment.Select(link => $"{link.Source}-{link.Target}");

    private Clause Of(string verb, Tense tense) => new()
    {
        Unit = Next(Clause.UnitCount),
        Subject = The("man"),
        Verb = Verbs.All.First(each => each.Base == verb),
        Tense = tense,
    };

    private NounPhrase The(string noun) => new() { Unit = Next(NounPhrase.UnitCount), Noun = Nouns.All.Single(each => each.English == noun) };

    private NounPhrase Named(string pronoun) => new()
    {
        Unit = Next(NounPhrase.UnitCount),
        Pronoun = Pronoun.All.Single(each => each.English(GrammaticalCase.Nominative) == pronoun),
    };

    private int Next(int count = 1)
    {
        _unit += count;
        return _unit - count;
    }
}
