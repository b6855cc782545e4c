using System.Buffers.Binary;
using System.Text;

namespace AttentionLens.Models.Tokenizers;

/// <summary>Reads the fields of one message of a protocol buffer, trusting nothing: every length is held against what is left.</summary>
/// <param name="message">The message, without what stands around it.</param>
/// <param name="place">Where it stands, for errors.</param>
internal ref struct WireReader(ReadOnlySpan<byte> message, string place)
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly string _place = place;
    private ReadOnlySpan<byte> _rest = message;
    private WireType _type;

    /// <summary>The number of the field that was read last.</summary>
    public int Field { get; private set; }

    /// <summary>Goes to the next field, whose value has to be read or skipped then; false at the end.</summary>
    public bool Next()
    {
        if (_rest.IsEmpty)
        {
            return false;
        }

        ulong key = Varint();
        _type = (WireType)(key & 7);
        Field = key >> 3 is > 0 and < 1 << 29 ? (int)(key >> 3) : throw Broken($"a field with the number {key >> 3}");
        return _type is WireType.Varint or WireType.EightBytes or WireType.Delimited or WireType.FourBytes
            ? true
            : throw Broken($"the wire type {(int)_type} in field {Field}");
    }

    public void Skip()
    {
        switch (_type)
        {
            case WireType.Varint:
                Varint();
                break;
            case WireType.Delimited:
                Bytes();
                break;
            default:
                Take(_type == WireType.EightBytes ? 8UL : 4UL);
                break;
        }
    }

    public bool Flag() => Number() != 0;

    /// <summary>A whole number; one that does not fit becomes -1.</summary>
    public int Number()
    {
        Demand(WireType.Varint);
        ulong value = Varint();
        return value <= int.MaxValue ? (int)value : -1;
    }

    public float Single()
    {
        Demand(WireType.FourBytes);
        float value = BinaryPrimitives.ReadSingleLittleEndian(Take(4));
        return float.IsFinite(value) ? value : throw Broken($"a number that is not finite in field {Field}");
    }

    public ReadOnlySpan<byte> Bytes()
    {
        Demand(WireType.Delimited);
        return Take(Varint());
    }

    public string Text()
    {
        try
        {
            return StrictUtf8.GetString(Bytes());
        }
        catch (DecoderFallbackException)
        {
            throw Broken($"a text that is not UTF-8 in field {Field}");
        }
    }

    private readonly void Demand(WireType type)
    {
        if (_type != type)
        {
            throw Broken($"field {Field} as {_type} where {type} belongs");
        }
    }

    private readonly LensInputException Broken(string found) =>
        new($"{_place} holds {found}; expected a SentencePiece model. Fetch the file again, or use tokenizer.json.");

    private ReadOnlySpan<byte> Take(ulong length)
    {
        if (length > (ulong)_rest.Length)
        {
            throw Broken($"a field {Field} of {length} bytes where {_rest.Length} are left");
        }

        ReadOnlySpan<byte> taken = _rest[..(int)length];
        _rest = _rest[(int)length..];
        return taken;
    }

    private ulong Varint()
    {
        ulong value = 0;
        for (int i = 0; i < _rest.Length && i < 10; i++)
        {
            value |= (ulong)(_rest[i] & 0x7F) << (7 * i);
            if (_rest[i] < 0x80)
            {
                _rest = _rest[(i + 1)..];
                return value;
            }
        }

        throw Broken("a number without an end");
    }
}
