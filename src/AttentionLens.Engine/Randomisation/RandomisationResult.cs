using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>Whether methods notice that a model's weights are random.</summary>
/// <param name="Stages">The stages that have weights, from the last to the first: the order in which they became random, all before staying so.</param>
/// <param name="Examples">How many examples were compared: those with at least 3 positions.</param>
/// <param name="Methods">The methods, in the order of the request.</param>
public sealed record RandomisationResult(ImmutableArray<string> Stages, int Examples, ImmutableArray<RandomisedMethod> Methods)
{
    /// <summary>The methods that give nearly the same scores whatever the weights are (AL0203).</summary>
    public ImmutableArray<Finding> Findings =>
    [
        .. Methods.Where(method => method.AllRandom > RandomisedMethod.Blind).Select(method => new Finding(EngineFindings.AttributionIgnoresWeights, default, method.Method, method.AllRandom, Examples)
        {
            Measures = [new Measure("correlation", method.AllRandom, "correlation")],
        }),
    ];
}
