using System.Collections.Immutable;
using AttentionLens.Engine;

namespace AttentionLens.Cli;

/// <summary>The inputs that the options name, or those of a file, which is read when they are asked for.</summary>
internal sealed class ChosenInputs
{
    private readonly ImmutableArray<LensInput> _given;
    private readonly string? _file;

    private ChosenInputs(ImmutableArray<LensInput> given, string? file)
    {
        _given = given;
        _file = file;
    }

    public static ChosenInputs Of(params ImmutableArray<LensInput> inputs) => new(inputs, null);

    public static ChosenInputs Of(string file) => new([], file);

    /// <summary>The inputs.</summary>
    /// <param name="labels">The names of the model's classes, which a file may use in place of their numbers.</param>
    /// <param name="cancellationToken">Cancels between lines.</param>
    public IAsyncEnumerable<LensInput> ReadAsync(ImmutableArray<string> labels, CancellationToken cancellationToken) => _file is null
        ? _given.ToAsyncEnumerable()
        : InputLines.ReadAsync(_file, labels, cancellationToken);
}
