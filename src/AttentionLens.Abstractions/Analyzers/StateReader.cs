using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace AttentionLens;

/// <summary>Reads the parts of an accumulator that <see cref="StateWriter"/> wrote, possibly from a stranger's file.</summary>
/// <param name="source">The bytes.</param>
/// <param name="what">What they should be, for messages.</param>
[StructLayout(LayoutKind.Auto)]
public ref struct StateReader(ReadOnlySpan<byte> source, string what)
{
    private const int LongestName = 256;
    private ReadOnlySpan<byte> _rest = source;

    /// <summary>How many bytes are left.</summary>
    public readonly int Remaining => _rest.Length;

    /// <summary>Whether all bytes are read.</summary>
    public readonly bool IsAtEnd => _rest.IsEmpty;

    /// <summary>The error for bytes that cannot be read.</summary>
    /// <param name="what">What they should be.</param>
    /// <param name="reason">What is wrong.</param>
    public static LensInputException Refuse(string what, string reason) =>
        new($"These bytes are no {what}: {reason}; expected what this analyzer wrote, so scan the corpus again.");

    /// <summary>Takes bytes.</summary>
    /// <param name="length">How many.</param>
    /// <exception cref="LensInputException">There are fewer.</exception>
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

    /// <summary>Reads four bytes.</summary>
    /// <exception cref="LensInputException">There are fewer.</exception>
    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));

    /// <summary>Reads eight bytes.</summary>
    /// <exception cref="LensInputException">There are fewer.</exception>
    public long Int64() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));

    /// <summary>Reads eight bytes.</summary>
    /// <exception cref="LensInputException">There are fewer.</exception>
    public double Double() => BitConverter.Int64BitsToDouble(Int64());

    /// <summary>Reads the name of a hook point.</summary>
    /// <exception cref="LensInputException">It is cut, too long, or no such name.</exception>
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
