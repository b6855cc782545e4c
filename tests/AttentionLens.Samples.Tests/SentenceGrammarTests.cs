using AttentionLens.Numerics;

namespace AttentionLens.Samples.Tests;

/// <summary>Laws that every derived sentence keeps.</summary>
public sealed class SentenceGrammarTests
{
    private const int Derived = 3000;

    public static TheoryData<string> Splits => [.. Enum.GetNames<SentenceSplit>()];

    [Theory]
    [MemberData(nameof(Splits))]
    public void Next_AnySentence_HasWordsOfTheVocabulary(string split)
    {
        HashSet<string> known = [.. SentenceLexicon.Words];

        Assert.All(Pairs(split), pair => Assert.Subset(known, pair.Source.Split(' ').Concat(pair.Target.Split(' ')).ToHashSet()));
    }

    [Theory]
    [MemberData(nameof(Splits))]
    public void Next_SameSource_HasOneTranslation(string split) =>
        Assert.All(Pairs(split).GroupBy(pair => pair.Source), same => Assert.Single(same.Select(pair => pair.Target).Distinct()));

    [Theory]
    [MemberData(nameof(Splits))]
    public void Next_EveryWord_HasALinkButCommasOfGermanAlone(string split) =>
        Assert.All(Pairs(split), pair =>
        {
            string[] source = pair.Source.Split(' ');
            string[] target = pair.Target.Split(' ');
            Assert.Equal(Enumerable.Range(0, source.Length), pair.Alignment.Select(link => link.Source).Distinct().Order());
            int[] linked = [.. pair.Alignment.Select(link => link.Target).Distinct().Order()];
            Assert.All(Enumerable.Range(0, target.Length).Except(linked), word => Assert.Equal(",", target[word]));
            Assert.All(pair.Alignment.Where(link => source[link.Source] is "," or "." or "?"), link =>
                Assert.Equal(source[link.Source], target[link.Target]));
        });

    [Theory]
    [MemberData(nameof(Splits))]
    public void Next_NounsAndNames_KeepTheirLink(string split)
    {
        Dictionary<string, Noun> nouns = Nouns.All.ToDictionary(noun => noun.English);

        Assert.All(Pairs(split), pair =>
        {
            string[] source = pair.Source.Split(' ');
            string[] target = pair.Target.Split(' ');
            foreach ((int from, int to) in pair.Alignment.Where(link => nouns.ContainsKey(source[link.Source])))
            {
                Assert.Contains(target[to], new[] { nouns[source[from]].German, nouns[source[from]].Oblique });
            }
        });
    }

    [Fact]
    public void Next_Splits_ShareNoSentence()
    {
        HashSet<string> training = [.. Pairs(nameof(SentenceSplit.Training)).Select(pair => pair.Source)];
        SentencePair[] unseen = [.. Pairs(nameof(SentenceSplit.UnseenCombination))];

        Assert.DoesNotContain(Pairs(nameof(SentenceSplit.HeldOut)), pair => training.Contains(pair.Source));
        Assert.DoesNotContain(unseen, pair => training.Contains(pair.Source));
        Assert.All(unseen, pair => Assert.True(pair.IsUnseen));
        Assert.DoesNotContain(Pairs(nameof(SentenceSplit.Training)), pair => pair.IsUnseen);
    }

    [Fact]
    public void IsUnseen_AllPairs_WithholdsAboutAnEighthAndLeavesEveryVerbSome()
    {
        bool[][] withheld =
        [
            .. Verbs.All.Where(verb => !verb.Objects.IsEmpty).Select(verb => Nouns.All
                .Where(noun => verb.Objects.Contains(noun.Kind)).Select(noun => SentenceGrammar.IsUnseen(verb, noun)).ToArray()),
        ];

        Assert.InRange(withheld.SelectMany(pairs => pairs).Average(isUnseen => isUnseen ? 1.0 : 0.0), 0.08, 0.17);
        Assert.All(withheld, pairs => Assert.Contains(false, pairs));
    }

    [Fact]
    public void Next_AllForms_AreDerived()
    {
        SentencePair[] pairs = [.. Pairs(nameof(SentenceSplit.Training))];

        Assert.Equal(
            SentenceForm.All.Select(form => form.Name).Order(StringComparer.Ordinal),
            pairs.Select(pair => pair.Form).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(
            ["future", "future-negated", "modal", "modal-negated", "perfect", "perfect-negated", "separable", "separable-negated", "simple", "simple-negated"],
            pairs.SelectMany(pair => pair.VerbForms).Distinct().Order(StringComparer.Ordinal));
        Assert.All(pairs, pair => Assert.InRange(pair.Length, 2, SentenceGrammar.LongestSentence));
    }

    [Fact]
    public void Next_SubordinateClause_EndsWithItsFiniteVerb()
    {
        HashSet<string> finite =
        [
            .. Verbs.All.SelectMany(verb => Enum.GetValues<Person>().Select(person => verb.Prefix + verb.Present(person))),
            .. Auxiliary.Modals.Add(Auxiliary.Haben).Add(Auxiliary.Sein).Add(Auxiliary.Werden).Add(Auxiliary.Forbidden)
                .SelectMany(auxiliary => Enum.GetValues<Person>().Select(auxiliary.Present)),
        ];
        SentencePair[] pairs = [.. Pairs(nameof(SentenceSplit.Training)).Where(pair => pair.Form is "subordinate-after" or "that-clause")];

        Assert.NotEmpty(pairs);
        Assert.All(pairs, pair => Assert.Contains(pair.Target.Split(' ')[^2], finite));
    }

    [Fact]
    public void Lexicon_Size_IsThatOfALanguageInMiniature()
    {
        Assert.InRange(Nouns.All.Length, 60, 200);
        Assert.InRange(Verbs.All.Length, 40, 100);
        Assert.Equal(Nouns.All.Length, Nouns.All.Select(noun => noun.English).Distinct().Count());
        Assert.Equal(Verbs.All.Length, Verbs.All.Select(verb => (verb.Base, verb.Frame)).Distinct().Count());
        Assert.Equal(SentenceLexicon.Words.Length, SentenceLexicon.Words.Distinct().Count());
    }

    private static IEnumerable<SentencePair> Pairs(string split)
    {
        SeededRandom random = new(11);
        return [.. Enumerable.Range(0, Derived).Select(_ => SentenceGrammar.Next(Enum.Parse<SentenceSplit>(split), random))];
    }
}
