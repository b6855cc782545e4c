using System.Globalization;
using System.Runtime.CompilerServices;
using AttentionLens.Models;

namespace AttentionLens.Cli;

/// <summary>Inputs that a model writes behind.</summary>
internal static class ContinuedInputs
{
    /// <summary>The inputs with what the model wrote.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <param name="generator">Writes.</param>
    /// <param name="options">How.</param>
    /// <param name="withLabels">Whether what it wrote is to be explained, and so stands in the labels.</param>
    /// <param name="cancellationToken">Cancels within a pass.</param>
    public static async IAsyncEnumerable<LensInput> Of(
        IAsyncEnumerable<LensInput> inputs,
        TextGenerator generator,
        GenerationOptions options,
        bool withLabels,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        int index = 0;
        await foreach (LensInput input in inputs.WithCancellation(cancellationToken))
        {
            LensInput named = Named(input, index++);
            LensInput whole = withLabels
                ? await generator.ContinueWithLabelsAsync(named, options, cancellationToken)
                : await generator.ContinueAsync(named, options, cancellationToken);
            yield return whole with { Id = input.Id };
        }
    }

    /// <summary>An input that is called by its place where it has no name, for what is said about it.</summary>
    public static LensInput Named(LensInput input, int index) => input with { Id = input.Id ?? index.ToString(CultureInfo.InvariantCulture) };
}
