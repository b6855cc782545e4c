using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>Interventions with the inputs that they take other values from, as a file holds them.</summary>
/// <param name="Interventions">The interventions, carried out in this order at each hook point.</param>
/// <param name="Sources">The inputs.</param>
public sealed record InterventionSet(ImmutableArray<Intervention> Interventions, ImmutableArray<InterventionSource> Sources)
{
    /// <summary>The model with the interventions in every run. Sources are recorded by the model as it is.</summary>
    /// <param name="model">The model; it is disposed with the one that is returned.</param>
    /// <param name="encode">How the sources' inputs become tokens.</param>
    /// <param name="cancellationToken">Cancels within a pass.</param>
    /// <exception cref="LensInputException">An intervention or a source does not fit the model.</exception>
    public async ValueTask<IntervenedModel> ApplyToAsync(LensModel model, EncodeOptions encode, CancellationToken cancellationToken = default)
    {
        List<ActivationSource> recorded = [];
        foreach (InterventionSource source in Sources)
        {
            ImmutableArray<HookName> hooks =
            [
                .. Interventions.Where(intervention => SourceOf(intervention) == source.Name)
                    .SelectMany(intervention => model.Hooks.Resolve(intervention.Target, HookCapabilities.Edit)).Select(hook => hook.Name).Distinct(),
            ];
            recorded.Add(await source.RecordAsync(model, hooks, encode, cancellationToken));
        }

        return new IntervenedModel(model, Interventions, [.. recorded]);
    }

    internal static string? SourceOf(Intervention intervention) => intervention switch
    {
        MeanAblation mean => mean.Source,
        ResampleAblation resample => resample.Source,
        PatchFrom patch => patch.Source,
        _ => null,
    };
}
