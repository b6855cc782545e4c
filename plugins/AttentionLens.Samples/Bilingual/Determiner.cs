using System.Collections.Immutable;

namespace AttentionLens.Samples;

/// <summary>A determiner: articles, <c>this</c> and <c>my</c>; the German <c>kein</c> is what <c>not</c> and <c>a</c> become together.</summary>
internal sealed class Determiner
{
    private readonly ImmutableArray<string> _forms;
    private readonly bool _isStrong;

    // The forms are those of masculine, feminine and neuter; in the nominative, the accusative and the dative.
    private Determiner(string english, string forms, bool isStrong)
    {
        English = english;
        _forms = [.. forms.Split(' ')];
        _isStrong = isStrong;
    }

    /// <summary>the</summary>
    public static Determiner The { get; } = new("the", "der die das den die das dem der dem", isStrong: true);

    /// <summary>this</summary>
    public static Determiner This { get; } =
        new("this", "dieser diese dieses diesen diese dieses diesem dieser diesem", isStrong: true);

    /// <summary>a, an</summary>
    public static Determiner A { get; } = new("a", "ein eine ein einen eine ein einem einer einem", isStrong: false);

    /// <summary>my</summary>
    public static Determiner My { get; } = new("my", "mein meine mein meinen meine mein meinem meiner meinem", isStrong: false);

    /// <summary>What a negated <c>a</c> becomes.</summary>
    public static Determiner No { get; } = new("no", "kein keine kein keinen keine kein keinem keiner keinem", isStrong: false);

    /// <summary>The English word; <c>a</c> also for <c>an</c>.</summary>
    public string English { get; }

    /// <summary>The German form.</summary>
    /// <param name="gender">The noun's gender.</param>
    /// <param name="grammaticalCase">The case of the noun phrase.</param>
    public string German(Gender gender, GrammaticalCase grammaticalCase) => _forms[((int)grammaticalCase * 3) + (int)gender];

    /// <summary>The ending that a German adjective takes behind it.</summary>
    /// <param name="gender">The noun's gender.</param>
    /// <param name="grammaticalCase">The case of the noun phrase.</param>
    public string AdjectiveEnding(Gender gender, GrammaticalCase grammaticalCase) => (grammaticalCase, gender) switch
    {
        (GrammaticalCase.Dative, _) or (GrammaticalCase.Accusative, Gender.Masculine) => "en",
        (GrammaticalCase.Nominative, Gender.Masculine) when !_isStrong => "er",
        (_, Gender.Neuter) when !_isStrong => "es",
        _ => "e",
    };
}
