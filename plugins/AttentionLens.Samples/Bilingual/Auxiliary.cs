using System.Collections.Immutable;

namespace AttentionLens.Samples;

/// <summary>A German verb that governs another, with the forms of its present.</summary>
internal sealed class Auxiliary
{
    private readonly ImmutableArray<string> _forms;

    private Auxiliary(string english, string forms)
    {
        English = english;
        _forms = [.. forms.Split(' ')];
    }

    /// <summary>Makes the perfect of most verbs.</summary>
    public static Auxiliary Haben { get; } = new("have", "habe hat haben");

    /// <summary>Makes the perfect of verbs of motion and change.</summary>
    public static Auxiliary Sein { get; } = new("have", "bin ist sind");

    /// <summary>Makes the future.</summary>
    public static Auxiliary Werden { get; } = new("will", "werde wird werden");

    /// <summary>What <c>must</c> becomes where it is negated.</summary>
    public static Auxiliary Forbidden { get; } = new("must", "darf darf dürfen");

    /// <summary><c>must</c>.</summary>
    public static Auxiliary Must { get; } = new("must", "muss muss müssen");

    /// <summary>The modal verbs.</summary>
    public static ImmutableArray<Auxiliary> Modals { get; } =
        [Must, new("can", "kann kann können"), new("should", "soll soll sollen"), new(Want, "will will wollen")];

    /// <summary>The English base form.</summary>
    public string English { get; }

    /// <summary>Whether the English is a full verb with <c>to</c>.</summary>
    public bool IsWant => English == Want;

    private const string Want = "want";

    /// <summary>The German present.</summary>
    /// <param name="person">The person.</param>
    public string Present(Person person) => _forms[(int)person];
}
