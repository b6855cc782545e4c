using System.Collections.Immutable;
using AttentionLens.Numerics;

namespace AttentionLens.Models;

/// <summary>A model of this project's kernels in training, step by step, by whatever backward passes somebody asks for.</summary>
public sealed class WeightTraining : ModelTraining
{
    private readonly TransformerModel _model;
    private readonly ImmutableArray<Intervention> _interventions;
    private readonly ImmutableArray<Parameter> _trained;
    private readonly double _rate;
    private readonly AdamW _optimizer;
    private WeightGradients _sum = new();

    /// <summary>Begins a training.</summary>
    /// <param name="model">The model, changed in place and disposed with the training.</param>
    /// <param name="interventions">What is changed in every run, out before what a plan changes.</param>
    /// <param name="settings">Which weights move, and how far.</param>
    /// <exception cref="LensInputException">No weight is to move, or the learning rate cannot be used; the model then stays the caller's.</exception>
    public WeightTraining(TransformerModel model, ImmutableArray<Intervention> interventions, ModelTrainingSettings settings)
    {
        HashSet<string> names = [.. model.Stages.Where(settings.Trains ?? (_ => true)).SelectMany(stage => stage.Weights)];
        _trained = [.. model.Parameters.Where(parameter => parameter.Owner == parameter && (settings.Trains is null || names.Contains(parameter.Name)))];
        if (_trained.IsEmpty || !(settings.LearningRate > 0 && double.IsFinite(settings.LearningRate)))
        {
            throw new LensInputException(FormattableString.Invariant(
                $"{_trained.Length} weights of model '{model.Card.Name}' were to be trained at a learning rate of {settings.LearningRate}; expected at least one weight and a rate above 0."));
        }

        _model = model;
        _interventions = interventions;
        _rate = settings.LearningRate;
        _optimizer = new AdamW(_trained, new AdamWOptions());
    }

    /// <inheritdoc/>
    public override ValueTask<ModelRun> RunAsync(InputBatch batch, RunPlan plan, CancellationToken cancellationToken) =>
        _model.RunAsync(batch, Changed(plan), null, cancellationToken);

    /// <inheritdoc/>
    public override ValueTask<ModelRun> AddAsync(InputBatch batch, RunPlan plan, double scale, CancellationToken cancellationToken)
    {
        BackwardPlan backward = plan.Backward
            ?? throw new LensInputException($"A step of training was asked for without a backward pass; set {nameof(RunPlan)}.{nameof(RunPlan.Backward)}.");
        return ValueTask.FromResult<ModelRun>(Learn(batch, Changed(plan) with { Backward = backward with { WeightGradients = true } }, (float)scale, cancellationToken));
    }

    /// <inheritdoc/>
    public override void Step()
    {
        _optimizer.Step(_sum, _rate);
        _sum.Dispose();
        _sum = new WeightGradients();
    }

    /// <inheritdoc/>
    protected override ValueTask DisposeCoreAsync()
    {
        _sum.Dispose();
        _optimizer.Dispose();
        return _model.DisposeAsync();
    }

    private TransformerRun Learn(InputBatch batch, RunPlan plan, float scale, CancellationToken cancellationToken) =>
        _model.Run(batch, plan, null, gradients => Add(gradients, scale), cancellationToken);

    private RunPlan Changed(RunPlan plan) => plan with { Interventions = [.. _interventions, .. plan.Interventions] };

    private void Add(WeightGradients gradients, float scale)
    {
        foreach (Parameter parameter in _trained)
        {
            ReadOnlySpan<float> gradient = gradients.Of(parameter);
            if (gradient.IsEmpty)
            {
                continue;
            }

            Span<float> place = _sum.Place(parameter, out bool accumulate);
            if (!accumulate)
            {
                ElementwiseKernel.Scale(scale, gradient, place);
                continue;
            }

            using Tensor scaled = Tensor.Rent(gradient.Length);
            ElementwiseKernel.Scale(scale, gradient, scaled.Span);
            ElementwiseKernel.AddTo(scaled.Span, place);
        }
    }
}
