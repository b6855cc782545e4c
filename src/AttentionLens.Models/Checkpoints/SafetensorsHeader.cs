using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;

namespace AttentionLens.Models.Checkpoints;

/// <summary>Reads and validates the JSON header of a safetensors file: everything the reference library checks, and also that no name
/// occurs twice and that a tensor says nothing but type, shape and place.</summary>
internal ref struct SafetensorsHeader
{
    /// <summary>The reference library's bound.</summary>
    public const long MaximumLength = 100_000_000;

    // The header object, a tensor's object, its arrays.
    private const int MaximumDepth = 3;

    private readonly string _fileName;
    private readonly Dictionary<string, SafetensorsEntry> _entries = new(StringComparer.Ordinal);
    private SortedDictionary<string, string>? _metadata;
    private Utf8JsonReader _json;

    private SafetensorsHeader(string fileName, ReadOnlySpan<byte> header)
    {
        _fileName = fileName;
        _json = new Utf8JsonReader(header, new JsonReaderOptions { MaxDepth = MaximumDepth });
    }

    /// <summary>Parses the header and checks its tensors against the number of bytes that follow it.</summary>
    public static (IReadOnlyCollection<SafetensorsEntry> Entries, SortedDictionary<string, string> Metadata) Parse(
        string fileName, ReadOnlySpan<byte> header, long dataLength)
    {
        SafetensorsHeader parser = new(fileName, header);
        if (header.IsEmpty || header[0] != (byte)'{' || !Utf8.IsValid(header))
        {
            throw parser.Broken("the header does not begin with '{' or is not UTF-8");
        }

        try
        {
            parser.ReadHeader();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The reader reports lone surrogates in an escaped name as an invalid operation.
            throw new CheckpointException(parser.Broken("the header is not valid JSON").Message, exception);
        }

        parser.CheckLayout(dataLength);
        return (parser._entries.Values, parser._metadata ?? new SortedDictionary<string, string>(StringComparer.Ordinal));
    }

    private void ReadHeader()
    {
        Advance(JsonTokenType.StartObject);
        while (NextProperty() is { } name)
        {
            if (string.Equals(name, "__metadata__", StringComparison.Ordinal))
            {
                ReadMetadata();
            }
            else if (!_entries.TryAdd(name, ReadEntry(name)))
            {
                throw Broken($"the name {Quoted.Of(name)} occurs twice");
            }
        }

        if (_json.Read())
        {
            throw Broken("something follows the header object");
        }
    }

    private void ReadMetadata()
    {
        if (_metadata is not null)
        {
            throw Broken("'__metadata__' occurs twice");
        }

        _metadata = new SortedDictionary<string, string>(StringComparer.Ordinal);
        Advance(JsonTokenType.StartObject);
        while (NextProperty() is { } name)
        {
            Advance(JsonTokenType.String);
            if (!_metadata.TryAdd(name, _json.GetString()!))
            {
                throw Broken($"the metadata name {Quoted.Of(name)} occurs twice");
            }
        }
    }

    private SafetensorsEntry ReadEntry(string name)
    {
        string? type = null;
        ImmutableArray<long> shape = default;
        ImmutableArray<long> offsets = default;
        Advance(JsonTokenType.StartObject);
        while (NextProperty() is { } property)
        {
            switch (property)
            {
                case "dtype" when type is null:
                    Advance(JsonTokenType.String);
                    type = _json.GetString()!;
                    break;
                case "shape" when shape.IsDefault:
                    shape = ReadNumbers(name, TensorShape.MaximumRank);
                    break;
                case "data_offsets" when offsets.IsDefault:
                    offsets = ReadNumbers(name, 2);
                    break;
                default:
                    throw Broken($"tensor {Quoted.Of(name)} has an unknown or repeated field {Quoted.Of(property)}");
            }
        }

        if (type is null || shape.IsDefault || offsets.IsDefault || offsets.Length != 2)
        {
            throw Broken($"tensor {Quoted.Of(name)} lacks one of dtype, shape and two data_offsets");
        }

        return Entry(name, type, shape, offsets[0], offsets[1]);
    }

    private readonly SafetensorsEntry Entry(string name, string type, ImmutableArray<long> shape, long begin, long end)
    {
        if (!ElementTypes.TryParse(type, out CheckpointElementType elementType))
        {
            throw Broken($"tensor {Quoted.Of(name)} has the unknown dtype {Quoted.Of(type)}, known are {ElementTypes.AllNames}");
        }

        string stated = TensorShape.Format(shape.AsSpan());
        if (!TensorShape.TryByteLength(shape.AsSpan(), elementType.Size(), out long length))
        {
            throw Broken($"tensor {Quoted.Of(name)} has the impossible shape {stated}");
        }

        return begin <= end && end - begin == length
            ? new SafetensorsEntry(new CheckpointTensor(name, elementType, shape, _fileName), begin, end)
            : throw Broken(FormattableString.Invariant(
                $"tensor {Quoted.Of(name)} of {type} {stated} needs {length} bytes and lies at [{begin}, {end})"));
    }

    private ImmutableArray<long> ReadNumbers(string name, int most)
    {
        ImmutableArray<long>.Builder numbers = ImmutableArray.CreateBuilder<long>();
        Advance(JsonTokenType.StartArray);
        while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
        {
            if (_json.TokenType != JsonTokenType.Number || !_json.TryGetInt64(out long number) || number < 0 || numbers.Count == most)
            {
                throw Broken(
                    $"tensor {Quoted.Of(name)} has an axis or offset that is not a whole number from 0 to 2^63-1, or too many of them");
            }

            numbers.Add(number);
        }

        return numbers.DrainToImmutable();
    }

    private readonly void CheckLayout(long dataLength)
    {
        long covered = 0;
        foreach (SafetensorsEntry entry in _entries.Values.OrderBy(entry => entry.Begin).ThenBy(entry => entry.End))
        {
            if (entry.Begin != covered)
            {
                string what = entry.Begin < covered ? "overlaps the tensor before it" : "leaves a hole before it";
                throw Broken(FormattableString.Invariant($"tensor {Quoted.Of(entry.Tensor.Name)} at [{entry.Begin}, {entry.End}) {what}"));
            }

            covered = entry.End;
        }

        if (covered != dataLength)
        {
            throw new CheckpointException(string.Create(CultureInfo.InvariantCulture,
                $"{Quoted.Of(_fileName)} holds {dataLength} bytes of data; "
                + $"expected {covered} by its header; the file is cut short or padded, download it again"));
        }
    }

    private string? NextProperty()
    {
        if (!_json.Read() || _json.TokenType == JsonTokenType.EndObject)
        {
            return null;
        }

        return _json.GetString();
    }

    private void Advance(JsonTokenType expected)
    {
        if (!_json.Read() || _json.TokenType != expected)
        {
            throw Broken($"the header has a {_json.TokenType} where a {expected} belongs");
        }
    }

    private readonly CheckpointException Broken(string what)
    {
        string position = (SafetensorsFile.PrefixLength + _json.BytesConsumed).ToString(CultureInfo.InvariantCulture);
        return new CheckpointException(
            $"{Quoted.Of(_fileName)}: {what} (near byte {position}); "
            + "expected a safetensors header; the file is damaged or not safetensors, download it again");
    }
}
