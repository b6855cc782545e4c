using System.Collections.Immutable;

namespace AttentionLens;

/// <summary>What a method explains, and the means to do so.</summary>
public abstract class AttributionContext
{
    /// <summary>The model.</summary>
    public abstract LensModel Model { get; }

    /// <summary>The examples. Their inputs may leave the target open; see <see cref="InputBatch.Pinned"/>.</summary>
    public abstract InputBatch Batch { get; }

    /// <summary>What is explained.</summary>
    public abstract Objective Objective { get; }

    /// <summary>What stands for the absence of an input.</summary>
    public abstract AttributionBaseline Baseline { get; }

    /// <summary>The method's settings.</summary>
    public abstract AnalysisOptions Options { get; }

    /// <summary>The number of rows that a pass takes at a time where a method has many to run.</summary>
    public abstract int MaxRows { get; }

    /// <summary>Runs the model.</summary>
    /// <param name="batch">The examples, at most <see cref="MaxRows"/> unless it is <see cref="Batch"/> itself.</param>
    /// <param name="plan">All that is asked for.</param>
    /// <param name="cancellationToken">Cancels between operations.</param>
    /// <returns>The run; the caller disposes it.</returns>
    public abstract ValueTask<ModelRun> RunAsync(InputBatch batch, RunPlan plan, CancellationToken cancellationToken);

    /// <summary>The examples with their targets fixed, and their objective: one pass for all who ask.</summary>
    /// <param name="cancellationToken">Cancels within the pass.</param>
    public abstract ValueTask<ExplainedBatch> ExplainAsync(CancellationToken cancellationToken);

    /// <summary>The objective under each of many changes. The changes are declared together, so that they can be run together: in batches, and from the
    /// first stage that differs.</summary>
    /// <param name="variants">The changes; examples that are replaced come pinned.</param>
    /// <param name="cancellationToken">Cancels within a pass.</param>
    /// <returns>One value for each variant, in their order.</returns>
    public abstract ValueTask<ImmutableArray<double>> EvaluateAsync(IReadOnlyList<InputVariant> variants, CancellationToken cancellationToken);

    /// <summary>What hook points hold under each of many changes. The changes are declared together, as for <see cref="EvaluateAsync"/>; a pass begins with the first stage
    /// that differs and ends with the last one that is read.</summary>
    /// <param name="variants">The changes, each with the hook points that it is to be read at.</param>
    /// <param name="reader">Is called for each variant and each of its hook points, in an order that depends on nothing but the request.</param>
    /// <param name="cancellationToken">Cancels within a pass.</param>
    /// <exception cref="LensInputException">A variant reads nothing, or what the model does not have.</exception>
    public abstract ValueTask ObserveAsync(IReadOnlyList<InputVariant> variants, VariantReader reader, CancellationToken cancellationToken);

    /// <summary>A rule set by its name.</summary>
    /// <param name="name">The name, for instance <c>attnlrp</c>.</param>
    /// <exception cref="LensInputException">No plugin offers it; the nearest is named.</exception>
    public abstract PropagationRules RulesNamed(string name);

    /// <summary>Opens a file of tensors that a setting names, for instance a trained lens. The caller disposes it.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="LensInputException">It is not there, or no such file.</exception>
    public abstract TensorFile OpenTensors(string path);

    /// <summary>Says how far the method is.</summary>
    /// <param name="fraction">From 0 to 1; of the part, once one has begun.</param>
    public abstract void Report(double fraction);

    /// <summary>Begins a part of the work, for a method that declares several sweeps one after the other: what is reported from here on is of this part alone.</summary>
    /// <param name="part">The part, from 0.</param>
    /// <param name="parts">How many parts there are, each an equal share of the whole.</param>
    public virtual void BeginPart(int part, int parts)
    {
    }

    /// <summary>The hook point whose value is the input's features: the token embeddings (the encoder's in an encoder-decoder), or the
    /// patch embeddings of an image.</summary>
    /// <exception cref="LensInputException">The model has neither.</exception>
    public HookPoint FindFeatures() => Model.Hooks.FirstOrDefault(hook => hook.Kind == HookKind.Embedding && hook.Name.Value is "embed" or "encoder.embed")
        ?? throw new LensInputException($"Model '{Model.Card.Name}' has no hook point 'embed', so its inputs have no features to explain.");
}
