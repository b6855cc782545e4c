using System.Collections.Immutable;
using AttentionLens.Numerics;

namespace AttentionLens.Samples.Tests;

/// <summary>Laws that every derived sentence keeps.</summary>
public sealed class AgreementGrammarTests
{
    private const int Derived = 3000;

    private static readonly ImmutableArray<AgreementSentence> Training = DeriveTraining();
    private static readonly ImmutableArray<AgreementSentence> HeldOut = new AgreementCorpus(7).HeldOut(100);
    private static readonly ImmutableArray<AgreementSentence> All = [.. Training, .. HeldOut];
    private static readonly HashSet<string> NumberedForms =
        [.. AgreementLexicon.Numbered.SelectMany(word => new[] { word.Singular, word.Plural })];

    [Fact]
    public void Next_Verb_AgreesWithTheSubject() =>
        Assert.All(All, sentence =>
        {
            Assert.Equal(sentence.Verb.Form(sentence.Subject.IsPlural), sentence.Words[sentence.VerbPlace]);
            Assert.Equal(sentence.Words[sentence.VerbPlace], sentence.RightForm);
            Assert.NotEqual(sentence.RightForm, sentence.WrongForm);
        });

    [Fact]
    public void Next_Nouns_StandAtTheirPlaces() =>
        Assert.All(All, sentence => Assert.All(
            sentence.Attractors.Add(sentence.Subject),
            noun => Assert.Equal(noun.Noun.Form(noun.IsPlural), sentence.Words[noun.Place])));

    // The truth of attributions: before the verb, no word but the subject's noun shows the subject's number.
    [Fact]
    public void Next_WordsBeforeTheVerb_ShowNoNumberButThatOfTheirNouns() =>
        Assert.All(All, sentence =>
        {
            HashSet<int> nouns = [sentence.Subject.Place, .. sentence.Attractors.Select(attractor => attractor.Place)];
            for (int place = 0; place < sentence.VerbPlace; place++)
            {
                if (nouns.Contains(place) || !NumberedForms.Contains(sentence.Words[place]))
                {
                    continue;
                }

                SentenceNoun doer = Assert.Single(sentence.Attractors, attractor => attractor.Place == place - 1);
                Assert.Contains(AgreementLexicon.Deeds, deed => deed.Form(doer.IsPlural) == sentence.Words[place]);
            }
        });

    [Fact]
    public void Next_Attractors_AreTheOtherNounsBeforeTheVerb() =>
        Assert.All(All, sentence =>
        {
            IEnumerable<int> nouns = Enumerable.Range(0, sentence.VerbPlace).Where(place => AgreementLexicon.People.AddRange(AgreementLexicon.Things)
                .Any(noun => sentence.Words[place] == noun.Singular || sentence.Words[place] == noun.Plural));
            Assert.Equal(nouns.Where(place => place != sentence.Subject.Place), sentence.Attractors.Select(attractor => attractor.Place));
            Assert.Equal(sentence.Construction.AttractorCount, sentence.Attractors.Length);
        });

    [Fact]
    public void NextTraining_ManySentences_HoldNoHeldOutPair() => Assert.All(Training, sentence => Assert.False(sentence.IsHeldOut));

    [Fact]
    public void NextHeldOut_ManySentences_HoldAPairThatTrainingNeverShows() => Assert.All(HeldOut, sentence => Assert.True(sentence.IsHeldOut));

    [Fact]
    public void NextTraining_ManySentences_UseEveryConstructionWordAndNumber()
    {
        Assert.Equal(SentenceConstruction.All.Length, Training.Select(sentence => sentence.Construction.Name).Distinct().Count());
        Assert.Equal(AgreementLexicon.All, Training.SelectMany(sentence => sentence.Words).Distinct().Order(StringComparer.Ordinal));
        Assert.InRange(Training.Average(sentence => sentence.Subject.IsPlural ? 1.0 : 0.0), 0.45, 0.55);
    }

    [Fact]
    public void NextHeldOut_Attractors_HaveTheOtherNumberInAboutHalf() =>
        Assert.InRange(
            HeldOut.Sum(sentence => sentence.OppositeAttractors) / (double)HeldOut.Sum(sentence => sentence.Attractors.Length), 0.45, 0.55);

    [Fact]
    public void All_Forms_StandForOneWordEach() =>
        Assert.Equal(AgreementLexicon.All.Length, AgreementLexicon.All.Distinct(StringComparer.Ordinal).Count());

    [Fact]
    public void All_Lexicon_IsSizeable()
    {
        Assert.InRange(AgreementLexicon.People.Length + AgreementLexicon.Things.Length, 60, 200);
        Assert.InRange(
            AgreementLexicon.Being.Length + AgreementLexicon.Seeming.Length + AgreementLexicon.Acts.Length + AgreementLexicon.Events.Length + AgreementLexicon.Deeds.Length, 40, 200);
    }

    [Theory]
    [InlineData("key box dish man/men", "keys boxes dishes men")]
    public void Nouns_List_GivesPlurals(string list, string plurals) =>
        Assert.Equal(plurals.Split(' '), NumberedWord.Nouns(list).Select(noun => noun.Plural));

    [Theory]
    [InlineData("walk watch miss are/is", "walks watches misses is")]
    public void Verbs_List_GivesSingulars(string list, string singulars) =>
        Assert.Equal(singulars.Split(' '), NumberedWord.Verbs(list).Select(verb => verb.Singular));

    private static ImmutableArray<AgreementSentence> DeriveTraining()
    {
        SeededRandom random = new(3);
        return [.. Enumerable.Range(0, Derived).Select(_ => AgreementGrammar.NextTraining(random))];
    }
}
