using System.Collections.Immutable;
using System.Numerics.Tensors;
using Tensor = AttentionLens.Numerics.Tensor;

namespace AttentionLens.Models.Checkpoints;

/// <summary>Reads the weights of a model from a checkpoint by the names an adapter uses, whatever prefix and endings the file uses, and
/// keeps account: what was asked for and is not there, what is there and was not asked for, wrong shapes, values that are not
/// finite. Nothing of that is lost, because <see cref="Finish"/> throws it in one message; until it has returned the weights must
/// not be used. Not for several threads at once.</summary>
public sealed class WeightReader
{
    private readonly Checkpoint _checkpoint;
    private readonly WeightNames _names;
    private readonly WeightProblems _problems = new();
    private readonly HashSet<CheckpointTensor> _used = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, ImmutableArray<string>> _ties = new(StringComparer.Ordinal);
    private readonly long _elements;
    private long _replaced;

    /// <summary>Begins to read.</summary>
    /// <param name="checkpoint">The checkpoint; it stays the caller's to dispose.</param>
    /// <param name="prefixes">What may stand before the names that the adapter asks for, tried in this order for each tensor,
    /// such as <c>bert.</c> and the empty text. None given means the empty text.</param>
    /// <param name="renames">Endings of older files; the first that applies to a stored name replaces its ending.</param>
    /// <param name="ignore">Names of tensors that may be there unread, with <c>*</c> for any run of characters, with or without
    /// prefix.</param>
    /// <exception cref="CheckpointException">Two stored tensors have one name after renaming.</exception>
    public WeightReader(
        Checkpoint checkpoint,
        ImmutableArray<string> prefixes = default,
        ImmutableArray<WeightRename> renames = default,
        ImmutableArray<string> ignore = default)
    {
        _checkpoint = checkpoint;
        _names = new WeightNames(
            checkpoint, prefixes.IsDefaultOrEmpty ? [""] : prefixes, renames.IsDefault ? [] : renames, ignore.IsDefault ? [] : ignore);
        foreach (CheckpointTensor tensor in checkpoint.Tensors.Values)
        {
            _elements = Math.Max(_elements, _elements + tensor.Length);
        }
    }

    /// <summary>Whether weights that are NaN or infinite are let through instead of being reported by <see cref="Finish"/>.</summary>
    /// <value>False by default.</value>
    public bool AllowNonFinite { get; init; }

    /// <summary>Whether the checkpoint holds a tensor, under any prefix, old ending or tied name.</summary>
    /// <param name="name">The adapter's name.</param>
    public bool Contains(string name) => Find(name) is not null;

    /// <summary>What the checkpoint says about a tensor, for an adapter that has to look before it reads; null where it is
    /// absent.</summary>
    /// <param name="name">The adapter's name.</param>
    public CheckpointTensor? Find(string name)
    {
        if (_names.Find(name) is { } own)
        {
            return own;
        }

        return _ties.TryGetValue(name, out ImmutableArray<string> tied)
            ? tied.Select(_names.Find).FirstOrDefault(tensor => tensor is not null)
            : null;
    }

    /// <summary>Says that two names are one tensor (tied weights). Either may then be absent; where both are there they must hold the
    /// same values, which is checked here and reported by <see cref="Finish"/>.</summary>
    /// <param name="name">The name that is usually absent, such as that of the output embedding.</param>
    /// <param name="sameAs">The name it shares its values with.</param>
    /// <exception cref="CheckpointException">The file is damaged or has shrunk.</exception>
    public void Alias(string name, string sameAs)
    {
        if (Tied(sameAs).Contains(name, StringComparer.Ordinal))
        {
            return;
        }

        ImmutableArray<string> group = [.. Tied(sameAs).Concat(Tied(name)).Distinct(StringComparer.Ordinal)];
        foreach (string member in group)
        {
            _ties[member] = group;
        }

        if (_names.Find(name) is not { } alias)
        {
            return;
        }

        CheckpointTensor? original = group.Select(_names.Find).FirstOrDefault(
            tensor => tensor is not null && !ReferenceEquals(tensor, alias));
        if (original is not null)
        {
            _ = _used.Add(alias);
            if (!HoldSameValues(alias, original))
            {
                _problems.Untied(alias, original);
            }
        }
    }

    /// <summary>Reads a tensor as float32 onto a block of its own.</summary>
    /// <param name="name">The adapter's name.</param>
    /// <param name="shape">The shape the model needs, outermost axis first.</param>
    /// <returns>The values; zeros where the tensor is absent or of another shape, which <see cref="Finish"/> reports.</returns>
    /// <exception cref="LensInputException">The shape is far beyond what the checkpoint holds, the file is damaged or has shrunk, or memory
    /// does not suffice.</exception>
    /// <exception cref="ArgumentException">The shape has a negative extent or more than eight axes.</exception>
    public Tensor Read(string name, params ReadOnlySpan<int> shape)
    {
        if (Matching(name, shape) is not { } stored)
        {
            RequireSaneReplacement(shape);
            return Tensor.RentZeroed(shape);
        }

        Tensor tensor = Tensor.Rent(shape);
        try
        {
            Fill(stored, tensor.Span);
            return tensor;
        }
        catch
        {
            tensor.Dispose();
            throw;
        }
    }

    /// <summary>Reads a tensor as float32 into memory that the caller has.</summary>
    /// <param name="name">The adapter's name.</param>
    /// <param name="shape">The shape the model needs, outermost axis first.</param>
    /// <param name="destination">As long as the shape's product. Zeros where the tensor is absent or of another shape, which
    /// <see cref="Finish"/> reports.</param>
    /// <exception cref="CheckpointException">The file is damaged or has shrunk.</exception>
    /// <exception cref="ArgumentException">The destination does not fit the shape.</exception>
    public void Read(string name, ReadOnlySpan<int> shape, Span<float> destination)
    {
        RequireFit(name, shape, destination.Length);
        if (Matching(name, shape) is { } stored)
        {
            Fill(stored, destination);
        }
        else
        {
            destination.Clear();
        }
    }

    /// <summary>Reads a tensor that a model may lack. Being absent is no problem; being there in another shape is.</summary>
    /// <param name="name">The adapter's name.</param>
    /// <param name="shape">The shape the model needs, outermost axis first.</param>
    /// <param name="destination">As long as the shape's product; untouched where the tensor is absent.</param>
    /// <returns>Whether the checkpoint holds the tensor.</returns>
    /// <exception cref="CheckpointException">The file is damaged or has shrunk.</exception>
    /// <exception cref="ArgumentException">The destination does not fit the shape.</exception>
    public bool TryRead(string name, ReadOnlySpan<int> shape, Span<float> destination)
    {
        RequireFit(name, shape, destination.Length);
        if (!Contains(name))
        {
            return false;
        }

        Read(name, shape, destination);
        return true;
    }

    /// <summary>Ends the reading: returns only where every tensor that was asked for was there, in its shape and finite, tied tensors
    /// agree, and no tensor is left that was neither read nor ignored.</summary>
    /// <exception cref="CheckpointException">Something does not fit; all of it is named, at most ten tensors of a kind.</exception>
    public void Finish()
    {
        if (_problems.ToException(Files(), [.. _names.Unused(_used)], isComplete: true) is { } problem)
        {
            throw problem;
        }
    }

    private string Files()
    {
        string[] files = [.. _checkpoint.Tensors.Values.Select(tensor => tensor.FileName)
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return files.Length == 0 ? "an empty checkpoint" : Quoted.List(files);
    }

    private ImmutableArray<string> Tied(string name) => _ties.TryGetValue(name, out ImmutableArray<string> group) ? group : [name];

    /// <summary>The stored tensor, marked as used, where it is there in the right shape; otherwise the problem is on record.</summary>
    private CheckpointTensor? Matching(string name, ReadOnlySpan<int> shape)
    {
        if (Find(name) is not { } tensor)
        {
            _problems.Missing(name);
            return null;
        }

        _ = _used.Add(tensor);
        if (HasShape(tensor, shape))
        {
            return tensor;
        }

        _problems.Misshapen(tensor, TensorShape.Format(Widened(shape)));
        return null;
    }

    private void Fill(CheckpointTensor tensor, Span<float> destination)
    {
        _checkpoint.Read(tensor, destination);
        if (!AllowNonFinite && !TensorPrimitives.IsFiniteAll(destination))
        {
            long count = 0;
            foreach (float value in destination)
            {
                count += float.IsFinite(value) ? 0 : 1;
            }

            _problems.NotFinite(tensor, count);
        }
    }

    /// <summary>Zeros stand in for what is absent, so that everything can be told at the end; but a configuration from elsewhere must not
    /// fill the memory with them.</summary>
    private void RequireSaneReplacement(ReadOnlySpan<int> shape)
    {
        if (!TensorShape.TryByteLength(Widened(shape), 1, out long elements) || elements > _elements - _replaced)
        {
            throw _problems.ToException(Files(), [.. _names.Unused(_used)], isComplete: false)!;
        }

        _replaced += elements;
    }

    private bool HoldSameValues(CheckpointTensor left, CheckpointTensor right)
    {
        const int Chunk = 1 << 14;
        if (!left.Shape.AsSpan().SequenceEqual(right.Shape.AsSpan()))
        {
            return false;
        }

        float[] leftValues = new float[Chunk];
        float[] rightValues = new float[Chunk];
        for (long first = 0; first < left.Length; first += Chunk)
        {
            int count = (int)Math.Min(Chunk, left.Length - first);
            _checkpoint.ReadRange(left, first, leftValues.AsSpan(0, count));
            _checkpoint.ReadRange(right, first, rightValues.AsSpan(0, count));
            if (!leftValues.AsSpan(0, count).SequenceEqual(rightValues.AsSpan(0, count)))
            {
                return false;
            }
        }

        return true;
    }

    private static bool HasShape(CheckpointTensor tensor, ReadOnlySpan<int> shape) =>
        tensor.Shape.AsSpan().SequenceEqual(Widened(shape));

    private static long[] Widened(ReadOnlySpan<int> shape)
    {
        long[] widened = new long[shape.Length];
        TensorPrimitives.ConvertChecked(shape, widened.AsSpan());
        return widened;
    }

    private static void RequireFit(string name, ReadOnlySpan<int> shape, int length)
    {
        long[] widened = Widened(shape);
        if (!TensorShape.TryByteLength(widened, 1, out long elements) || elements != length)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"{Quoted.Of(name)} of shape {TensorShape.Format(widened)} was to be read into {length} values"));
        }
    }
}
