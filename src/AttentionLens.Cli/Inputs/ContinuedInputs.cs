using System.Globalization;
using System.Runtime.CompilerServices;
using AttentionLens.Models;

namespace AttentionLens.Cli;

/// <summary>Inputs that a model writes behind.</summary>
internal static class ContinuedInputs
{
    /// <summary>The inputs with up to so many of the likeliest tokens behind them; what was written is to be explained where the objective is of a continuation.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <param name="tokens">How many tokens; null where nothing is to be written, and the inputs stay as they are.</param>
    /// <param name="model">Writes.</param>
    /// <param name="encode">How inputs are encoded.</param>
    /// <param name="explained">What is explained, or null for nothing.</param>
    /// <param name="cancellationToken">Cancels within a pass.</param>
    public static IAsyncEnumerable<LensInput> Of(
        IAsyncEnumerable<LensInput> inputs, int? tokens, LensModel model, EncodeOptions encode, Objective? explained, CancellationToken cancellationToken) => tokens is { } most
        ? Of(inputs, TextGenerator.For(model), new GenerationOptions { MostTokens = most, Encode = encode }, explained is ContinuationObjective, cancellationToken)
        : inputs;

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
