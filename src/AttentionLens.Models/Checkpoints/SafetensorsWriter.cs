using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace AttentionLens.Models.Checkpoints;

/// <summary>Writes float tensors and remarks as a safetensors file. Values are asked for while writing, so nothing is held twice.
/// The same tensors give the same bytes, whatever the order in which they were added: wider element types come first, so that
/// every tensor is aligned, and names are in ordinal order within a type.</summary>
public sealed class SafetensorsWriter
{
    private const string MetadataName = "__metadata__";
    private const int ChunkElements = 1 << 14;

    // A name with half a surrogate pair has no UTF-8 form; this encoding throws instead of writing another name.
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly SortedDictionary<string, Pending> _tensors = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> _metadata = new(StringComparer.Ordinal);

    /// <summary>Adds a remark to the file's metadata.</summary>
    /// <param name="name">The remark's name, once per file.</param>
    /// <param name="value">Its text.</param>
    /// <returns>This writer.</returns>
    /// <exception cref="ArgumentException">The name is there already, or one of them is not valid Unicode.</exception>
    public SafetensorsWriter AddMetadata(string name, string value)
    {
        _ = Utf8.GetByteCount(name) + Utf8.GetByteCount(value);
        _metadata.Add(name, value);
        return this;
    }

    /// <summary>Adds a tensor whose values are in memory. They are read when the file is written, not now.</summary>
    /// <param name="name">The tensor's name, once per file.</param>
    /// <param name="shape">The length of each axis, outermost first; empty for a scalar.</param>
    /// <param name="values">As many as the shape says, in row-major order.</param>
    /// <param name="elementType">F32, F16 or BF16; the narrower ones are rounded to the nearest, ties to even.</param>
    /// <returns>This writer.</returns>
    /// <exception cref="ArgumentException">The name is taken or reserved, the shape is impossible or does not fit the values, or the
    /// element type is not written.</exception>
    public SafetensorsWriter Add(
        string name, ReadOnlySpan<long> shape, ReadOnlyMemory<float> values, CheckpointElementType elementType = CheckpointElementType.F32)
    {
        Pending pending = Check(name, shape, elementType, (first, destination) =>
            values.Span.Slice((int)first, destination.Length).CopyTo(destination));
        if (pending.Bytes / elementType.Size() != values.Length)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                $"tensor {Quoted.Of(name)} of shape {TensorShape.Format(shape)} has {pending.Bytes / elementType.Size()} elements; "
                + $"{values.Length} values were given"));
        }

        _tensors.Add(name, pending);
        return this;
    }

    /// <summary>Adds a tensor whose values are handed over while writing.</summary>
    /// <param name="name">The tensor's name, once per file.</param>
    /// <param name="shape">The length of each axis, outermost first; empty for a scalar.</param>
    /// <param name="source">Gives the values, each once per writing of the file.</param>
    /// <param name="elementType">F32, F16 or BF16; the narrower ones are rounded to the nearest, ties to even.</param>
    /// <returns>This writer.</returns>
    /// <exception cref="ArgumentException">The name is taken or reserved, the shape is impossible, or the element type is not
    /// written.</exception>
    public SafetensorsWriter Add(
        string name, ReadOnlySpan<long> shape, SafetensorsSource source, CheckpointElementType elementType = CheckpointElementType.F32)
    {
        _tensors.Add(name, Check(name, shape, elementType, source));
        return this;
    }

    /// <summary>Writes the file aside, in the same folder under the name with <c>.partial</c> behind it, and then puts it in place of
    /// whatever was there, so that a reader sees the old file or the whole new one.</summary>
    /// <param name="path">The file to write.</param>
    /// <exception cref="CheckpointException">The file cannot be written; nothing is left behind.</exception>
    public void Save(string path)
    {
        string aside = path + ".partial";
        try
        {
            using (FileStream stream = new(aside, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                Write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(aside, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Discard(aside);
            throw new CheckpointException(
                $"{Quoted.Of(Path.GetFileName(path))} cannot be written ({exception.GetType().Name}); "
                + "expected a folder with room and permission to write; choose another",
                exception);
        }
        catch
        {
            Discard(aside);
            throw;
        }
    }

    /// <summary>Writes the file to a stream, front to back.</summary>
    /// <param name="stream">Receives the bytes; it stays open.</param>
    public void Write(Stream stream)
    {
        KeyValuePair<string, Pending>[] ordered = [.. _tensors.OrderByDescending(tensor => tensor.Value.ElementType.Size())
            .ThenBy(tensor => tensor.Value.ElementType).ThenBy(tensor => tensor.Key, StringComparer.Ordinal)];
        stream.Write(Header(ordered));
        byte[] bytes = ArrayPool<byte>.Shared.Rent(ChunkElements * sizeof(float));
        float[] values = ArrayPool<float>.Shared.Rent(ChunkElements);
        try
        {
            foreach ((_, Pending tensor) in ordered)
            {
                int size = tensor.ElementType.Size();
                long length = tensor.Bytes / size;
                for (long first = 0; first < length; first += ChunkElements)
                {
                    Span<float> chunk = values.AsSpan(0, (int)Math.Min(ChunkElements, length - first));
                    tensor.Source(first, chunk);
                    Span<byte> encoded = bytes.AsSpan(0, chunk.Length * size);
                    ElementEncoder.FromSingle(tensor.ElementType, chunk, encoded);
                    stream.Write(encoded);
                }
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(values);
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private static Pending Check(string name, ReadOnlySpan<long> shape, CheckpointElementType elementType, SafetensorsSource source)
    {
        if (elementType is not (CheckpointElementType.F32 or CheckpointElementType.F16 or CheckpointElementType.BF16))
        {
            throw new ArgumentException($"tensor {Quoted.Of(name)} cannot be written as {elementType}; expected F32, F16 or BF16");
        }

        _ = Utf8.GetByteCount(name);
        if (string.Equals(name, MetadataName, StringComparison.Ordinal)
            || shape.Length > TensorShape.MaximumRank
            || !TensorShape.TryByteLength(shape, elementType.Size(), out long bytes))
        {
            throw new ArgumentException(
                $"tensor {Quoted.Of(name)} has a reserved name or the impossible shape {TensorShape.Format(shape)}");
        }

        return new Pending(elementType, [.. shape], bytes, source);
    }

    private static void Discard(string aside)
    {
        try
        {
            File.Delete(aside);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The first failure is the one to tell; what cannot be written often cannot be deleted either.
        }
    }

    private byte[] Header(KeyValuePair<string, Pending>[] ordered)
    {
        ArrayBufferWriter<byte> text = new();
        using (Utf8JsonWriter json = new(text))
        {
            json.WriteStartObject();
            WriteMetadata(json);
            long begin = 0;
            foreach ((string name, Pending tensor) in ordered)
            {
                json.WriteStartObject(name);
                json.WriteString("dtype", tensor.ElementType.FormatName());
                WriteNumbers(json, "shape", tensor.Shape.AsSpan());
                WriteNumbers(json, "data_offsets", [begin, checked(begin + tensor.Bytes)]);
                json.WriteEndObject();
                begin += tensor.Bytes;
            }

            json.WriteEndObject();
        }

        int padded = (text.WrittenCount + 7) & ~7;
        if (padded > SafetensorsHeader.MaximumLength)
        {
            throw new CheckpointException(
                $"the header would take {padded.ToString(CultureInfo.InvariantCulture)} bytes; "
                + $"expected at most {SafetensorsHeader.MaximumLength.ToString(CultureInfo.InvariantCulture)}; "
                + "write fewer tensors to a file");
        }

        byte[] header = new byte[SafetensorsFile.PrefixLength + padded];
        BinaryPrimitives.WriteInt64LittleEndian(header, padded);
        text.WrittenSpan.CopyTo(header.AsSpan(SafetensorsFile.PrefixLength));
        header.AsSpan(SafetensorsFile.PrefixLength + text.WrittenCount).Fill((byte)' ');
        return header;
    }

    private void WriteMetadata(Utf8JsonWriter json)
    {
        if (_metadata.Count == 0)
        {
            return;
        }

        json.WriteStartObject(MetadataName);
        foreach ((string name, string value) in _metadata)
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, ReadOnlySpan<long> numbers)
    {
        json.WriteStartArray(name);
        foreach (long number in numbers)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
    }

    private sealed record Pending(CheckpointElementType ElementType, ImmutableArray<long> Shape, long Bytes, SafetensorsSource Source);
}
