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

    /// <summary>Those of a file.</summary>
    /// <param name="option">The option that named it.</param>
    /// <param name="file">The file.</param>
    /// <exception cref="LensInputException">It is not there.</exception>
    public static ChosenInputs OfFile(string option, string file) => File.Exists(file) ? new([], file) : throw new LensInputException(
        $"{option} '{file}' is {(Directory.Exists(file) ? "a folder" : "not there")}; expected a file with one JSON object a line.");

    /// <summary>The inputs.</summary>
    /// <param name="labels">The names of the model's classes, which a file may use in place of their numbers.</param>
    /// <param name="cancellationToken">Cancels between lines.</param>
    public IAsyncEnumerable<LensInput> ReadAsync(ImmutableArray<string> labels, CancellationToken cancellationToken) => _file is null
        ? _given.ToAsyncEnumerable()
        : InputLines.ReadAsync(_file, labels, cancellationToken);

    /// <summary>The inputs, each encoded on its own.</summary>
    /// <param name="model">The model.</param>
    /// <param name="options">How they are encoded.</param>
    /// <param name="cancellationToken">Cancels between lines.</param>
    public async Task<ImmutableArray<EncodedExample>> EncodeAsync(LensModel model, EncodeOptions options, CancellationToken cancellationToken)
    {
        List<LensInput> given = await ReadAsync(model.Card.Labels, cancellationToken).ToListAsync(cancellationToken);
        return [.. given.Select((input, index) => model.Inputs.Encode(index, input, options))];
    }
}
