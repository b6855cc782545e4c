using System.Collections.Immutable;

namespace AttentionLens.Hosting;

/// <summary>The files of a report. What a plugin draws is written once it is whole; a plugin that throws costs that file alone.</summary>
internal sealed class DrawnFiles(string folder)
{
    private readonly ImmutableArray<UndrawnFile>.Builder _undrawn = ImmutableArray.CreateBuilder<UndrawnFile>();

    public ImmutableArray<UndrawnFile> Undrawn => _undrawn.ToImmutable();

    public void Write(string name, Action<Stream> write)
    {
        using FileStream stream = File.Create(Path.Combine(folder, name));
        write(stream);
    }

    public void Refuse(string name, string reason) => _undrawn.Add(new UndrawnFile(name, OneLine.Of(reason)));

    /// <summary>Lets a plugin draw a file.</summary>
    /// <returns>What it drew: nothing where it wrote nothing, null where it failed.</returns>
    public byte[]? Draw(string name, string plugin, Action<Stream> draw)
    {
        byte[] bytes;
        try
        {
            using MemoryStream drawing = new();
            draw(drawing);
            bytes = drawing.ToArray();
        }
        catch (LensException exception)
        {
            Refuse(name, $"plugin '{plugin}': {exception.Message}");
            return null;
        }
        catch (Exception exception)
        {
            Refuse(name, $"plugin '{plugin}' failed: {OneLine.Of(exception)}");
            return null;
        }

        if (bytes.Length > 0)
        {
            Write(name, stream => stream.Write(bytes));
        }

        return bytes;
    }
}
