using System.Collections.Immutable;
using System.Globalization;
using AttentionLens.Models.Checkpoints;
using AttentionLens.Numerics;

namespace AttentionLens.Models;

/// <summary>A model without some of its units: which weights it keeps, of which shape, under which names.</summary>
internal sealed class PrunedLayout
{
    private readonly TransformerModel _model;
    private readonly PruningPlan _plan;
    private readonly Dictionary<string, StoredWeight?> _changed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (int Before, int After)> _moved = new(StringComparer.Ordinal);

    public PrunedLayout(TransformerModel model, PruningPlan plan)
    {
        _model = model;
        _plan = plan;
        foreach (IGrouping<string, TransformerBlock> stack in model.Blocks.GroupBy(block => StackOf(block.Name)))
        {
            int next = 0;
            foreach (TransformerBlock block in stack)
            {
                Place(block, plan.Blocks.Contains(block.Name) ? null : next++);
            }

            Layers.Add(stack.Key, next);
        }
    }

    /// <summary>How many blocks each stack keeps.</summary>
    public SortedDictionary<string, int> Layers { get; } = new(StringComparer.Ordinal);

    /// <summary>The heads that each attention sublayer loses, in its present numbers, under its new name.</summary>
    public SortedDictionary<string, (string Before, ImmutableSortedSet<int> Lost, int Heads)> Heads { get; } = new(StringComparer.Ordinal);

    /// <summary>The MLPs that are lost, under their new names.</summary>
    public SortedSet<string> Mlps { get; } = new(StringComparer.Ordinal);

    /// <summary>The new name of each block that stays.</summary>
    public SortedDictionary<string, string> Names { get; } = new(StringComparer.Ordinal);

    /// <exception cref="LensInputException">The model has no such unit, or cannot lose it.</exception>
    public void Demand()
    {
        string[] blocks = [.. _model.Blocks.Select(block => block.Name)];
        HashSet<string> mlps = [.. _model.Blocks.SelectMany(block => block.Parts.Where(part => part.Sublayer is MlpSublayer).Select(_ => $"{block.Name}.mlp"))];
        Dictionary<string, AttentionLayer> attentions = _model.Blocks.SelectMany(block => block.Parts).Select(part => part.Sublayer).OfType<AttentionLayer>().ToDictionary(layer => layer.Name);
        DemandKnown(_plan.Blocks, blocks, "block");
        DemandKnown(_plan.Mlps, mlps, "MLP");
        DemandKnown(_plan.Heads.Keys, attentions.Keys, "attention sublayer");
        foreach ((string name, ImmutableSortedSet<int> lost) in _plan.Heads)
        {
            AttentionSettings settings = attentions[name].Settings;
            int group = settings.Heads / settings.KeyValueHeads;
            if (lost.Any(head => head < 0 || head >= settings.Heads) || lost.GroupBy(head => head / group).Any(heads => heads.Count() != group))
            {
                throw new LensInputException($"'{name}' was to lose the heads {string.Join(", ", lost)}; expected some of 0 to {settings.Heads - 1}{(group > 1 ? $", in whole groups of {group} that share keys and values" : string.Empty)}.");
            }

            if (settings.Bias is not null && !lost.IsEmpty && lost.Count < settings.Heads)
            {
                throw new LensInputException($"'{name}' cannot lose single heads: those of its family share one table of position biases over all layers. Cut out whole sublayers, MLPs or blocks, or mask heads by --interventions.");
            }
        }

        if (Layers.FirstOrDefault(stack => stack.Value == 0) is { Key: not null } empty)
        {
            throw new LensInputException($"All blocks of {(empty.Key.Length == 0 ? "the model" : $"the {empty.Key}")} were to go; expected at least one to stay.");
        }
    }

    /// <summary>A weight as the smaller model has it; null where it has none.</summary>
    public StoredWeight? Stored(Parameter parameter)
    {
        if (!_changed.TryGetValue(parameter.Name, out StoredWeight? stored))
        {
            float[] values = new float[parameter.Length];
            parameter.Read(values);
            stored = new StoredWeight(parameter.Name, parameter.Shape, values);
        }

        return stored is null ? null : stored with { Name = Renamed(stored.Name) };
    }

    /// <summary>Whether a stack loses a block.</summary>
    /// <param name="stack">The stack; empty for a model of one.</param>
    public bool LosesBlocksOf(string stack) => _plan.Blocks.Any(block => StackOf(block) == stack);

    private static string StackOf(string block) => block.Contains("blocks.", StringComparison.Ordinal) ? block[..block.IndexOf("blocks.", StringComparison.Ordinal)].TrimEnd('.') : string.Empty;

    private static void DemandKnown(IEnumerable<string> named, IEnumerable<string> known, string word)
    {
        string[] all = [.. known];
        if (named.FirstOrDefault(name => !all.Contains(name)) is { } unknown)
        {
            throw new LensInputException($"The model has no {word} '{unknown}' to cut out; nearest: {string.Join(", ", Nearest.To(unknown, all, 3))}.");
        }
    }

    private void Place(TransformerBlock block, int? after)
    {
        int dot = block.Name.LastIndexOf('.');
        int before = int.Parse(block.Name.AsSpan(dot + 1), NumberStyles.None, CultureInfo.InvariantCulture);
        foreach (Parameter parameter in block.Parameters)
        {
            if (after is { } index)
            {
                _moved[parameter.Name] = (before, index);
            }
            else
            {
                _changed[parameter.Name] = null;
            }
        }

        if (after is not { } place)
        {
            return;
        }

        string name = $"{block.Name[..dot]}.{place}";
        Names.Add(block.Name, name);
        foreach (Sublayer sublayer in block.Parts.Select(part => part.Sublayer))
        {
            if (sublayer is AttentionLayer attention && _plan.Heads.TryGetValue(attention.Name, out ImmutableSortedSet<int>? lost) && !lost.IsEmpty)
            {
                Heads.Add($"{name}{attention.Name[block.Name.Length..]}", (attention.Name, lost, attention.Settings.Heads));
                Cut(attention, lost);
            }
            else if (sublayer is MlpSublayer mlp && _plan.Mlps.Contains($"{block.Name}.mlp"))
            {
                Mlps.Add($"{name}.mlp");
                Drop(mlp.Layers.SelectMany(layer => (Parameter?[])[layer.Weight, layer.Bias]));
            }
        }
    }

    private void Cut(AttentionLayer attention, ImmutableSortedSet<int> lost)
    {
        int[] kept = [.. Enumerable.Range(0, attention.Settings.Heads).Where(head => !lost.Contains(head))];
        if (kept.Length == 0)
        {
            // The bias of the output stays: it is added whatever the heads give.
            LinearLayer[] layers = [.. attention.Layers];
            Drop(layers[..^1].SelectMany(layer => (Parameter?[])[layer.Weight, layer.Bias]).Append(layers[^1].Weight));
            return;
        }

        foreach (StoredWeight weight in attention.With(kept))
        {
            _changed[weight.Name] = weight;
        }
    }

    private void Drop(IEnumerable<Parameter?> parameters)
    {
        foreach (Parameter parameter in parameters.OfType<Parameter>())
        {
            _changed[parameter.Name] = null;
        }
    }

    // A block's index is the first number in the names of its weights.
    private string Renamed(string name)
    {
        if (!_moved.TryGetValue(name, out (int Before, int After) move) || move.Before == move.After)
        {
            return name;
        }

        string[] segments = name.Split('.');
        int place = Array.FindIndex(segments, segment => segment.Length > 0 && segment.All(char.IsAsciiDigit));
        if (place < 0 || segments[place] != move.Before.ToString(CultureInfo.InvariantCulture))
        {
            throw new LensInputException($"Weight {Quoted.Of(name)} of block {move.Before} does not say its block, so that blocks of this family cannot be cut out; cut out heads or MLPs.");
        }

        segments[place] = move.After.ToString(CultureInfo.InvariantCulture);
        return string.Join('.', segments);
    }
}
