using System.Globalization;
using System.Runtime.CompilerServices;
using AttentionLens.Models;

namespace AttentionLens.Cli;

/// <summary>Inputs that a model writes behind.</summary>
internal static class ContinuedInputs
{
    /// <summary>The inputs with what the model wrote.</summary>
    public static async IAsyncEnumerable<LensInput> Of(
        IAsyncEnumerable<LensInput> inputs,
        TextGenerator generator,
        GenerationOptions options,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        int index = 0;
        await foreach (LensInput input in inputs.WithCancellation(cancellationToken))
        {
            yield return await generator.ContinueAsync(Named(input, index++), options, cancellationToken) with { Id = input.Id };
        }
    }

    /// <summary>An input that is called by its place where it has no name, for what is said about it.</summary>
    public static LensInput Named(LensInput input, int index) => input with { Id = input.Id ?? index.ToString(CultureInfo.InvariantCulture) };
}
