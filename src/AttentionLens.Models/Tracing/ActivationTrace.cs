using System.Collections.Immutable;

namespace AttentionLens.Models;

/// <summary>Runs a model and stores what happened at its hook points: one float32 tensor for each, under its name, plus the logits.</summary>
public static class ActivationTrace
{
    private const string LogitsName = "logits";

    /// <summary>Runs the model and writes the file, whole or not at all.</summary>
    /// <param name="model">The model.</param>
    /// <param name="request">What is stored.</param>
    /// <param name="path">The safetensors file.</param>
    /// <param name="progress">Hears how many examples are done.</param>
    /// <param name="cancellationToken">Cancels within a batch.</param>
    /// <exception cref="LensInputException">An input or a selector cannot be used, there is nothing to store, or the file cannot be written.</exception>
    public static async Task WriteAsync(
        LensModel model, TraceRequest request, string path, IProgress<int>? progress = null, CancellationToken cancellationToken = default)
    {
        if (request.Inputs.IsDefaultOrEmpty)
        {
            throw new LensInputException("There is no input to trace; give a text, ids or a file of inputs.");
        }

        if (request.BatchSize is < 1)
        {
            throw new LensInputException($"A batch size of {request.BatchSize} was asked for; expected at least 1, or none for all inputs together.");
        }

        ImmutableArray<HookName> hooks = Resolve(model, request.Hooks, HookCapabilities.Read);
        TracePasses passes = new(model.Hooks, request);
        RunPlan plan = passes.AddTo(new RunPlan { Capture = request.Hooks, Interventions = request.Interventions });
        InputBatch all = model.Inputs.Collate(
            [.. request.Inputs.Select((input, index) => model.Inputs.Encode(index, input, request.Encode))]);
        TraceColumns columns = new(all.Size);
        int size = Math.Min(request.BatchSize ?? all.Size, all.Size);
        if (request.Objective is LossObjective && !passes.IsEmpty && size < all.Size)
        {
            throw new LensInputException(
                $"The gradient or relevance of a loss was asked for in batches of {size}, but a loss is a mean over its batch; run all {all.Size} inputs together, or choose another objective.");
        }

        for (int first = 0; first < all.Size; first += size)
        {
            InputBatch batch = new([.. all.Examples.AsSpan(first, Math.Min(size, all.Size - first))]);
            using ModelRun run = await model.RunAsync(batch, plan, null, cancellationToken);
            foreach (HookName hook in hooks)
            {
                columns.Add(hook.Value, first, run.Captured(hook));
            }

            if (run.Output.Spec.IndexOf(Axis.Class) >= 0)
            {
                columns.Add(LogitsName, first, run.Output);
            }

            passes.Store(run, first, columns);
            progress?.Report(first + batch.Size);
        }

        columns.Save(path);
    }

    private static ImmutableArray<HookName> Resolve(LensModel model, ImmutableArray<HookSelector> selectors, HookCapabilities required) =>
        [.. selectors.SelectMany(selector => model.Hooks.Resolve(selector, required)).Select(hook => hook.Name).Distinct()];
}
