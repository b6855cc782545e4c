using System.Collections.Immutable;

namespace AttentionLens.Samples;

/// <summary>What a review is about.</summary>
internal sealed class Domain
{
    /// <param name="name">Its name.</param>
    /// <param name="rules">Its nouns and neutral sentences, in the notation of <see cref="RuleSet"/>.</param>
    /// <param name="positive">Adjectives that praise here, with spaces between them.</param>
    /// <param name="negative">Adjectives that blame here.</param>
    public Domain(string name, string rules, string positive, string negative)
    {
        Name = name;
        Rules = new RuleSet(rules, GeneralRules.Rules);
        Adjectives = new SentimentClass(positive, negative, SentimentWords.All[SentimentWords.Adjective]);
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Its rules, over the general ones.</summary>
    public RuleSet Rules { get; }

    /// <summary>The adjectives that fit it, general ones included.</summary>
    public SentimentClass Adjectives { get; }

    /// <summary>The sentiment words of a class.</summary>
    /// <param name="name">The class.</param>
    /// <param name="polarity">+1 or -1.</param>
    public ImmutableArray<string> Words(string name, int polarity) =>
        (name == SentimentWords.Adjective ? Adjectives : SentimentWords.All[name]).Of(polarity);
}
