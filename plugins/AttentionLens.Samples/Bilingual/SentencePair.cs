using System.Collections.Immutable;

namespace AttentionLens.Samples;

/// <summary>A sentence with its translation.</summary>
/// <param name="Source">The English sentence; white space separates its words and marks.</param>
/// <param name="Target">The German sentence; white space separates its words and marks.</param>
/// <param name="Alignment">Which words translate each other, counted from 0, in order of the source.</param>
/// <param name="Form">The name of the sentence's form.</param>
/// <param name="VerbForms">What German does with the verbs of its clauses, in order.</param>
internal sealed record SentencePair(
    string Source, string Target, ImmutableArray<(int Source, int Target)> Alignment, string Form, ImmutableArray<string> VerbForms)
{
    /// <summary>Whether a clause pairs a verb with an object that training never pairs it with.</summary>
    public bool IsUnseen { get; init; }

    /// <summary>The form and, behind a slash, the verb forms.</summary>
    public string Construction => $"{Form}/{string.Join('+', VerbForms)}";

    /// <summary>The words of the longer side.</summary>
    public int Length => Math.Max(Source.Count(' '), Target.Count(' ')) + 1;

    /// <summary>Writes words out.</summary>
    /// <param name="words">The words of both languages.</param>
    /// <param name="form">The form's name.</param>
    /// <param name="verbForms">The verb forms.</param>
    public static SentencePair Of(SentenceWords words, string form, ImmutableArray<string> verbForms) =>
        new(Text(words.English), Text(words.German), [.. Links(words)], form, verbForms);

    /// <summary>A word as it begins a sentence.</summary>
    /// <param name="word">The word.</param>
    public static string Capital(string word) => $"{char.ToUpperInvariant(word[0])}{word[1..]}";

    private static string Text(ImmutableArray<AlignedWord> words) => Capital(string.Join(' ', words.Select(word => word.Text)));

    private static IEnumerable<(int Source, int Target)> Links(SentenceWords words)
    {
        for (int source = 0; source < words.English.Length; source++)
        {
            for (int target = 0; target < words.German.Length; target++)
            {
                if (words.English[source].Units.Any(unit => words.German[target].Units.Contains(unit)))
                {
                    yield return (source, target);
                }
            }
        }
    }
}
