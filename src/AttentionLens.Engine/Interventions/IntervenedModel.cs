using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>A model with something changed: every run of it carries interventions out before those of its own plan. Whatever works on a model works on it.</summary>
public sealed class IntervenedModel : LensModel
{
    private readonly LensModel _model;
    private readonly ImmutableArray<ActivationSource> _sources;
    private readonly ImmutableArray<(Intervention Intervention, ImmutableArray<(HookName Hook, int Stage)> Places)> _changes;

    /// <summary>Changes a model.</summary>
    /// <param name="model">The model; it is disposed with this one.</param>
    /// <param name="interventions">The changes.</param>
    /// <param name="sources">What they take other values from.</param>
    /// <exception cref="LensInputException">The model has no such hook point, or its value cannot be changed.</exception>
    public IntervenedModel(LensModel model, ImmutableArray<Intervention> interventions, ImmutableArray<ActivationSource> sources)
    {
        _model = model;
        _sources = sources;
        Card = model.Card with
        {
            Caveats =
            [
                .. model.Card.Caveats.IsDefault ? [] : model.Card.Caveats,
                $"The model was changed in every run: {string.Join("; ", interventions.Select(change => $"{change.GetType().Name} at {change.Target}"))}.",
            ],
        };
        _changes =
        [
            .. interventions.Select(intervention => (
                intervention,
                model.Hooks.Resolve(intervention.Target, HookCapabilities.Edit).Select(hook => (hook.Name, model.StageOf(hook.Name))).ToImmutableArray())),
        ];
    }

    /// <inheritdoc/>
    public override ModelCard Card { get; }

    /// <inheritdoc/>
    public override HookCatalog Hooks => _model.Hooks;

    /// <inheritdoc/>
    public override InputProcessor Inputs => _model.Inputs;

    /// <inheritdoc/>
    public override ImmutableArray<StageInfo> Stages => _model.Stages;

    /// <inheritdoc/>
    public override WeightCatalog Weights => _model.Weights;

    /// <inheritdoc/>
    public override int StageOf(HookName hook) => _model.StageOf(hook);

    /// <inheritdoc/>
    public override HookName? ResumePointOf(HookName hook) => _model.ResumePointOf(hook);

    /// <inheritdoc/>
    public override ValueTask<ModelRun> RunAsync(InputBatch batch, RunPlan plan, ModelState? resumeFrom = null, CancellationToken cancellationToken = default)
    {
        RunPlan changed = plan with { Interventions = [.. Behind(resumeFrom), .. plan.Interventions], Sources = [.. _sources, .. plan.Sources] };
        return _model.RunAsync(batch, changed, resumeFrom, cancellationToken);
    }

    /// <inheritdoc/>
    protected override ValueTask DisposeCoreAsync() => _model.DisposeAsync();

    // A state to resume from already has what was changed up to its stage, or up to its hook point.
    private IEnumerable<Intervention> Behind(ModelState? state)
    {
        int stage = state?.Stage ?? -1;
        int first = state?.ResumesAt is { } hook ? Hooks.IndexOf(hook) : 0;
        foreach ((Intervention intervention, ImmutableArray<(HookName Hook, int Stage)> places) in _changes)
        {
            HookName[] left = [.. places.Where(place => place.Stage > stage && Hooks.IndexOf(place.Hook) >= first).Select(place => place.Hook)];
            if (left.Length == places.Length)
            {
                yield return intervention;
            }
            else if (left.Length > 0)
            {
                yield return intervention with { Target = left.Select(HookSelector.Of).Aggregate((one, other) => one | other) };
            }
        }
    }
}
