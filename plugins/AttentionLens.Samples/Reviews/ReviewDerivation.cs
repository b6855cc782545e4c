using System.Collections.Immutable;

namespace AttentionLens.Samples;

/// <summary>One derivation: expands rules into words and keeps account of the opinions.</summary>
internal sealed class ReviewDerivation
{
    // How often an opinion that does not decide contradicts the one that does. More than half, or the label could be guessed from it;
    // less than always, or it could be guessed from the contrary.
    private const double ConcessionContradicts = 0.8;
    private const double AsideContradicts = 0.65;

    // Rules whose words are what is spoken of.
    private static readonly HashSet<string> Topics = new(StringComparer.Ordinal)
    {
        "whole", "thing", "subjects", "kind", "filler", "name", "relative", "place",
    };

    private readonly Domain _domain;
    private readonly int _polarity;
    private readonly bool _mayBeUnseen;
    private readonly SeededRandom _random;
    private readonly ImmutableArray<ReviewWord>.Builder _words = ImmutableArray.CreateBuilder<ReviewWord>();
    private int _opinions;
    private bool _failed;

    public ReviewDerivation(Domain domain, int polarity, ReviewSplit split, SeededRandom random)
    {
        _domain = domain;
        _polarity = polarity;
        _mayBeUnseen = split == ReviewSplit.UnseenCombination;
        _random = random;
    }

    /// <summary>Derives a review, or null where the words cannot be chosen as the split asks.</summary>
    public Review? Derive(Construction construction)
    {
        Expand(construction.Parts, null, WordRole.Structure);
        return _failed ? null : new Review(_words.ToImmutable(), construction.Name);
    }

    private void Expand(ImmutableArray<RulePart> parts, Opinion? opinion, WordRole role)
    {
        foreach (RulePart part in parts)
        {
            switch (part.Kind)
            {
                case RulePartKind.Word:
                    _words.Add(new ReviewWord(part.Text, role));
                    break;
                case RulePartKind.Rule:
                    ExpandRule(part.Text, opinion, Topics.Contains(part.Text) ? WordRole.Topic : role);
                    break;
                case RulePartKind.Negator:
                    opinion!.Negators.Add(part.Text);
                    Add(part.Text, WordRole.Negator, 0, opinion);
                    break;
                case RulePartKind.Sentiment:
                    AddSentiment(part.Text, opinion!);
                    break;
                case RulePartKind.Clause:
                    ExpandClause(part.Text);
                    break;
                case RulePartKind.NextOpinion:
                    opinion = new Opinion(_opinions++, opinion!.Polarity, opinion.Decides);
                    break;
                default:
                    throw new InvalidOperationException($"The grammar has a part of the unknown kind {part.Kind}.");
            }
        }
    }

    private void ExpandRule(string name, Opinion? opinion, WordRole role)
    {
        if (name == "invented")
        {
            _words.Add(new ReviewWord(InventedWord.Next(_random), role));
            return;
        }

        ImmutableArray<ImmutableArray<RulePart>> alternatives = _domain.Rules[name];
        Expand(alternatives[_random.Next(alternatives.Length)], opinion, role);
    }

    private void ExpandClause(string name)
    {
        (string rule, bool decides, double contradicts) = name switch
        {
            "decide" => ("opinion", true, 0.0),
            "fragment" => ("fragment", true, 0.0),
            "concede" => ("opinion", false, ConcessionContradicts),
            "despite" => ("despite", false, ConcessionContradicts),
            "aside" => ("aside", false, AsideContradicts),
            _ => throw new InvalidOperationException($"The grammar has no clause '{name}'."),
        };
        int polarity = _random.NextUniform() < contradicts ? -_polarity : _polarity;
        ExpandRule(rule, new Opinion(_opinions++, polarity, decides), WordRole.Structure);
    }

    private void AddSentiment(string name, Opinion opinion)
    {
        int polarity = opinion.Negators.Count % 2 == 0 ? opinion.Polarity : -opinion.Polarity;
        ImmutableArray<string> words = _domain.Words(name, polarity);
        if (!_mayBeUnseen)
        {
            words = words.RemoveAll(word => ReviewGrammar.IsUnseen(opinion.Negators, word));
        }

        _failed |= words.IsEmpty;
        if (!_failed)
        {
            Add(words[_random.Next(words.Length)], WordRole.Sentiment, polarity, opinion);
        }
    }

    private void Add(string text, WordRole role, int polarity, Opinion opinion) =>
        _words.Add(new ReviewWord(text, role) { Polarity = polarity, Opinion = opinion.Number, Decides = opinion.Decides });

    private sealed record Opinion(int Number, int Polarity, bool Decides)
    {
        public List<string> Negators { get; } = [];
    }
}
