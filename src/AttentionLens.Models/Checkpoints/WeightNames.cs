using System.Collections.Immutable;
using System.IO.Enumeration;

namespace AttentionLens.Models.Checkpoints;

/// <summary>Finds stored tensors by the names an adapter uses: without the base model's prefix, with the endings of today.</summary>
internal sealed class WeightNames
{
    private readonly ImmutableArray<string> _prefixes;
    private readonly ImmutableArray<string> _ignore;
    private readonly Dictionary<string, CheckpointTensor> _byName = new(StringComparer.Ordinal);

    public WeightNames(
        Checkpoint checkpoint, ImmutableArray<string> prefixes, ImmutableArray<WeightRename> renames, ImmutableArray<string> ignore)
    {
        _prefixes = prefixes;
        _ignore = ignore;
        foreach (CheckpointTensor tensor in checkpoint.Tensors.Values)
        {
            string name = Renamed(tensor.Name, renames);
            if (!_byName.TryAdd(name, tensor))
            {
                throw new CheckpointException(
                    $"{Quoted.Of(tensor.FileName)} holds {Quoted.Of(tensor.Name)} and {Quoted.Of(_byName[name].Name)}, "
                    + "two names of one tensor; expected one of them; save the model again");
            }
        }
    }

    /// <summary>The tensor under the first prefix that has it.</summary>
    public CheckpointTensor? Find(string name)
    {
        foreach (string prefix in _prefixes)
        {
            if (_byName.TryGetValue(prefix + name, out CheckpointTensor? tensor))
            {
                return tensor;
            }
        }

        return null;
    }

    /// <summary>The tensors that are neither used nor ignored, in ordinal order of what they are called today, with that name less its
    /// prefix.</summary>
    public IEnumerable<(string Name, CheckpointTensor Tensor)> Unused(HashSet<CheckpointTensor> used) => _byName
        .Where(entry => !used.Contains(entry.Value) && !IsIgnored(entry.Key))
        .OrderBy(entry => entry.Key, StringComparer.Ordinal)
        .Select(entry => (Bare(entry.Key), entry.Value));

    private static string Renamed(string name, ImmutableArray<WeightRename> renames)
    {
        foreach (WeightRename rename in renames)
        {
            if (rename.TryApply(name, out string renamed))
            {
                return renamed;
            }
        }

        return name;
    }

    private string Bare(string name)
    {
        string? prefix = _prefixes.FirstOrDefault(prefix => name.StartsWith(prefix, StringComparison.Ordinal));
        return prefix is null ? name : name[prefix.Length..];
    }

    private bool IsIgnored(string name) => _ignore.Any(pattern =>
        FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false)
        || FileSystemName.MatchesSimpleExpression(pattern, Bare(name), ignoreCase: false));
}
