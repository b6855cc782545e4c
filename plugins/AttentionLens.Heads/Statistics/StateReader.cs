using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace AttentionLens.Heads;

/// <summary>Reads what <see cref="StateWriter"/> wrote, possibly from a stranger.</summary>
/// <param name="source">The bytes.</param>
/// <param name="what">What they should be, for messages.</param>
[StructLayout(LayoutKind.Auto)]
internal ref struct StateReader(ReadOnlySpan<byte> source, string what)
{
    private const int LongestName = 256;
    private ReadOnlySpan<byte> _rest = source;

    public readonly int Remaining => _rest.Length;

    public readonly bool IsAtEnd => _rest.IsEmpty;

    public static LensInputException Refuse(string what, string reason) =>
        new($"These bytes are no {what}: {reason}; expected what this analyzer wrote, so scan the corpus again.");

    public ReadOnlySpan<byte> Take(int length)
    {
        if (length > _rest.Length)
        {
            throw Refuse(what, "they end too early");
        }

        ReadOnlySpan<byte> taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));

    public long Int64() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));

    public double Double() => BitConverter.Int64BitsToDouble(Int64());

    public HookName Name()
    {
        int length = Int32();
        if (length is <= 0 or > LongestName)
        {
            throw Refuse(what, $"a hook name has {length} letters, expected 1 to {LongestName}");
        }

        string text = Encoding.ASCII.GetString(Take(length));
        return HookName.TryParse(text, null, out HookName name) && name.Value == text
            ? name
            : throw Refuse(what, "a hook name has letters that no hook name has");
    }
}
