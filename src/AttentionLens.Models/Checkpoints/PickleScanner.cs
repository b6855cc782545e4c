using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace AttentionLens.Models.Checkpoints;

/// <summary>Takes the primitive parts of a pickle off a run of bytes; no length in it is believed.</summary>
internal ref struct PickleScanner
{
    private const int MaximumText = 1 << 20;
    private const int MaximumLine = 256;
    private const int MaximumNumber = 255;

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    private readonly string _fileName;
    private readonly ReadOnlySpan<byte> _bytes;

    public PickleScanner(string fileName, ReadOnlySpan<byte> bytes)
    {
        _fileName = fileName;
        _bytes = bytes;
    }

    public int Position { get; private set; }

    public byte Byte() => Bytes(1)[0];

    public ushort UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Bytes(sizeof(ushort)));

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Bytes(sizeof(int)));

    public uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Bytes(sizeof(uint)));

    public ulong UInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Bytes(sizeof(ulong)));

    public double Double() => BinaryPrimitives.ReadDoubleBigEndian(Bytes(sizeof(double)));

    /// <summary>Checks that a frame lies in the file; its contents are read one by one as if it were not there.</summary>
    public void Frame()
    {
        if (UInt64() > (ulong)(_bytes.Length - Position))
        {
            throw Broken("has a frame that reaches beyond the file");
        }
    }

    public byte[] Block(ulong length) => length <= MaximumText
        ? Bytes((int)length).ToArray()
        : throw Broken(FormattableString.Invariant($"has a text or block of {length} bytes, more than {MaximumText}"));

    public string Text(ulong length)
    {
        try
        {
            return StrictUtf8.GetString(Block(length));
        }
        catch (DecoderFallbackException)
        {
            throw Broken("has a text that is not UTF-8");
        }
    }

    /// <summary>A little-endian number in two's complement: a long where it fits.</summary>
    public object Number(long length)
    {
        if (length is < 0 or > MaximumNumber)
        {
            throw Broken(FormattableString.Invariant($"has a number of {length} bytes, more than {MaximumNumber}"));
        }

        BigInteger number = new(Bytes((int)length));
        return number >= long.MinValue && number <= long.MaxValue ? (object)(long)number : number;
    }

    /// <summary>A decimal number on a line of its own; protocol 0 writes truth values as 00 and 01.</summary>
    public object NumberLine(bool isLong)
    {
        string line = Line();
        return line switch
        {
            "00" when !isLong => false,
            "01" when !isLong => true,
            _ when TryParse(isLong ? line.TrimEnd('L') : line, out long number) => number,
            _ => throw Broken("has a malformed whole number"),
        };
    }

    public double DoubleLine() => double.TryParse(Line(), NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
        ? number
        : throw Broken("has a malformed number");

    public uint MemoLine() => uint.TryParse(Line(), NumberStyles.None, CultureInfo.InvariantCulture, out uint index)
        ? index
        : throw Broken("has a malformed memo index");

    public string Line()
    {
        ReadOnlySpan<byte> rest = _bytes[Position..];
        int end = rest[..Math.Min(rest.Length, MaximumLine)].IndexOf((byte)'\n');
        if (end < 0)
        {
            throw Broken("has a line without an end, or one too long");
        }

        string line = Text((ulong)end);
        Position++;
        return line;
    }

    public readonly CheckpointException Broken(string what) => new(string.Create(CultureInfo.InvariantCulture,
        $"{Quoted.Of(_fileName)}: the pickle {what} (before byte {Position} of it); "
        + $"expected a state dict as torch.save writes it; download it again or convert it to safetensors"));

    private static bool TryParse(string text, out long number) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);

    private ReadOnlySpan<byte> Bytes(int count)
    {
        if (count > _bytes.Length - Position)
        {
            throw Broken("is cut short");
        }

        ReadOnlySpan<byte> taken = _bytes.Slice(Position, count);
        Position += count;
        return taken;
    }
}
