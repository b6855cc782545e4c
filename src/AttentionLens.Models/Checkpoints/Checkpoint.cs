using System.Buffers;
using System.Collections.ObjectModel;
using System.Runtime.InteropServices;

namespace AttentionLens.Models.Checkpoints;

/// <summary>The stored tensors of a model, read lazily from mapped files. Opening reads and validates only what describes the tensors.
/// Tensors may be read from several threads at once.</summary>
public abstract class Checkpoint : IDisposable
{
    private const int ChunkBytes = 1 << 16;

    private static readonly (string FileName, Func<string, Checkpoint> Open)[] Layouts =
    [
        ("model.safetensors", SafetensorsFile.Open),
        ("model.safetensors.index.json", path => ShardedCheckpoint.Open(path, SafetensorsFile.Open)),
        ("pytorch_model.bin", TorchFile.Open),
        ("pytorch_model.bin.index.json", path => ShardedCheckpoint.Open(path, TorchFile.Open)),
    ];

    private protected Checkpoint(IEnumerable<CheckpointTensor> tensors)
    {
        OrderedDictionary<string, CheckpointTensor> ordered = new(StringComparer.Ordinal);
        foreach (CheckpointTensor tensor in tensors.OrderBy(tensor => tensor.Name, StringComparer.Ordinal))
        {
            ordered.Add(tensor.Name, tensor);
        }

        Tensors = new ReadOnlyDictionary<string, CheckpointTensor>(ordered);
    }

    /// <summary>Every tensor by its stored name, enumerated in ordinal order of the names.</summary>
    public IReadOnlyDictionary<string, CheckpointTensor> Tensors { get; }

    /// <summary>Opens the checkpoint of a model folder: the first that exists of <c>model.safetensors</c>,
    /// <c>model.safetensors.index.json</c>, <c>pytorch_model.bin</c> and <c>pytorch_model.bin.index.json</c>.</summary>
    /// <param name="folder">The model folder.</param>
    /// <exception cref="CheckpointException">None of these exists, or the one found is not a sound checkpoint.</exception>
    public static Checkpoint Open(string folder)
    {
        foreach ((string fileName, Func<string, Checkpoint> open) in Layouts)
        {
            string path = Path.Combine(folder, fileName);
            if (File.Exists(path))
            {
                return open(path);
            }
        }

        string expected = string.Join(", ", Layouts.Select(layout => layout.FileName));
        throw new CheckpointException(Directory.Exists(folder)
            ? $"the folder {Quoted.Of(folder)} holds no checkpoint; expected one of {expected}; download the weights into it"
            : $"the folder {Quoted.Of(folder)} does not exist; expected a model folder with one of {expected}; check the path");
    }

    /// <summary>Reads a whole tensor, widened or rounded to float32, in row-major order whatever its order in the file.</summary>
    /// <param name="tensor">One of <see cref="Tensors"/>.</param>
    /// <param name="destination">As long as the tensor.</param>
    /// <exception cref="CheckpointException">The tensor is not of this checkpoint, is of an 8-bit float type, or the file is damaged or has
    /// shrunk.</exception>
    /// <exception cref="ArgumentException">The destination has another length than the tensor.</exception>
    public void Read(CheckpointTensor tensor, Span<float> destination)
    {
        RequireWhole(tensor, destination.Length);
        ReadRange(tensor, 0, destination);
    }

    /// <summary>Reads a whole tensor of integers or truth values, in row-major order.</summary>
    /// <param name="tensor">One of <see cref="Tensors"/>.</param>
    /// <param name="destination">As long as the tensor.</param>
    /// <exception cref="CheckpointException">The tensor is not of this checkpoint, holds floats or a number beyond
    /// <see cref="long.MaxValue"/>, or the file is damaged or has shrunk.</exception>
    /// <exception cref="ArgumentException">The destination has another length than the tensor.</exception>
    public void ReadIntegers(CheckpointTensor tensor, Span<long> destination)
    {
        RequireWhole(tensor, destination.Length);
        ReadChunks(tensor, 0, destination, ElementDecoder.ToInt64);
    }

    /// <summary>Closes the files. Reading afterwards throws <see cref="ObjectDisposedException"/>.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Reads a run of elements of a tensor that is known to be of this checkpoint.</summary>
    internal void ReadRange(CheckpointTensor tensor, long first, Span<float> destination)
    {
        if (tensor.ElementType != CheckpointElementType.F32 || !BitConverter.IsLittleEndian)
        {
            ReadChunks(tensor, first, destination, ElementDecoder.ToSingle);
            return;
        }

        // A span of bytes counts in int, so a tensor beyond 2 GiB goes in pieces.
        const int Piece = 1 << 28;
        for (Span<float> rest = destination; !rest.IsEmpty; rest = rest[Math.Min(Piece, rest.Length)..])
        {
            ReadBytes(tensor, first + destination.Length - rest.Length, MemoryMarshal.AsBytes(rest[..Math.Min(Piece, rest.Length)]));
        }
    }

    /// <summary>Copies the stored bytes of a run of elements in row-major order.</summary>
    internal abstract void ReadBytes(CheckpointTensor tensor, long first, Span<byte> destination);

    /// <summary>Closes the files.</summary>
    /// <param name="disposing">True from <see cref="Dispose()"/>.</param>
    protected abstract void Dispose(bool disposing);

    private delegate void Decoder<T>(CheckpointTensor tensor, ReadOnlySpan<byte> source, Span<T> destination);

    private void ReadChunks<T>(CheckpointTensor tensor, long first, Span<T> destination, Decoder<T> decode)
    {
        int size = tensor.ElementType.Size();
        int perChunk = ChunkBytes / size;
        byte[] buffer = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        try
        {
            for (Span<T> rest = destination; !rest.IsEmpty; rest = rest[Math.Min(perChunk, rest.Length)..])
            {
                Span<T> part = rest[..Math.Min(perChunk, rest.Length)];
                Span<byte> bytes = buffer.AsSpan(0, part.Length * size);
                ReadBytes(tensor, first + destination.Length - rest.Length, bytes);
                decode(tensor, bytes, part);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void RequireWhole(CheckpointTensor tensor, int length)
    {
        if (!Tensors.TryGetValue(tensor.Name, out CheckpointTensor? own) || !own.Equals(tensor))
        {
            throw new CheckpointException(
                $"tensor {tensor} of {Quoted.Of(tensor.FileName)} is not of this checkpoint; "
                + "expected one of its Tensors; ask the checkpoint it came from");
        }

        if (tensor.Length != length)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"tensor {tensor} has {tensor.Length} elements; the destination has {length}"));
        }
    }
}
