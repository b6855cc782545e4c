using System.Globalization;

namespace AttentionLens.Models.Checkpoints;

/// <summary>One <c>pytorch_model.bin</c>, mapped: a state dict as torch.save writes it, in the zip layout of torch 1.6 and later or in
/// the older stream layout. Its pickle is read as data; nothing in it is run, and a name of a Python object that does not rebuild
/// a tensor is refused by name.</summary>
public sealed class TorchFile : Checkpoint
{
    private readonly MappedFile _file;
    private readonly StorageReader _storages;
    private readonly Dictionary<string, (TorchTensor View, StorageRecord Record)> _views;

    private TorchFile(MappedFile file, StorageReader storages, Dictionary<string, (TorchTensor View, StorageRecord Record)> views)
        : base(views.Select(view => new CheckpointTensor(
            view.Key, view.Value.View.Storage.ElementType, view.Value.View.Shape, file.Name)))
    {
        _file = file;
        _storages = storages;
        _views = views;
    }

    /// <summary>Opens and validates a file. To find the checkpoint of a model folder use <see cref="Checkpoint.Open"/>.</summary>
    /// <param name="path">The path of the file.</param>
    /// <exception cref="CheckpointException">The file cannot be opened, is not a sound state dict, or asks for something else than
    /// tensors.</exception>
    public static new TorchFile Open(string path)
    {
        MappedFile file = MappedFile.Open(path);
        try
        {
            StorageReader storages = new(file);
            return new TorchFile(file, storages, Bind(file.Name, Archive(file, storages)));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    internal override void ReadBytes(CheckpointTensor tensor, long first, Span<byte> destination)
    {
        (TorchTensor view, StorageRecord record) = _views[tensor.Name];
        using ByteView bytes = _storages.Open(record);
        int size = tensor.ElementType.Size();
        long origin = view.Storage.First + view.First;
        if (view.IsContiguous)
        {
            bytes.Slice((origin + first) * size, destination.Length).CopyTo(destination);
            return;
        }

        long[] index = new long[view.Shape.Length];
        long element = origin + Locate(view, first, index);
        for (Span<byte> rest = destination; ; element += Step(view, index))
        {
            bytes.Slice(element * size, size).CopyTo(rest);
            rest = rest[size..];
            if (rest.IsEmpty)
            {
                break;
            }
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => _file.Dispose();

    private static TorchArchive Archive(MappedFile file, StorageReader storages)
    {
        Span<byte> start = stackalloc byte[4];
        using (ByteView view = file.View(0, Math.Min(file.Length, start.Length)))
        {
            view.Slice(0, (int)view.Length).CopyTo(start);
        }

        return start switch
        {
            [(byte)'P', (byte)'K', 3, 4] => TorchZipArchive.Read(file, storages),
            [(byte)PickleOpcode.Protocol, ..] => TorchStreamArchive.Read(file),
            _ => throw new CheckpointException(
                $"{Quoted.Of(file.Name)} is neither a zip archive nor a pickle; expected a file written by torch.save; download it again"),
        };
    }

    private static Dictionary<string, (TorchTensor View, StorageRecord Record)> Bind(string fileName, TorchArchive archive)
    {
        Dictionary<string, (TorchTensor View, StorageRecord Record)> views = new(StringComparer.Ordinal);
        foreach ((string name, TorchTensor view) in TorchStateDict.Tensors(fileName, archive.Value))
        {
            if (!archive.Storages.TryGetValue(view.Storage.Key, out StorageRecord? record) || record.Length != view.Storage.RootBytes)
            {
                throw new CheckpointException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Quoted.Of(fileName)} has no storage {Quoted.Of(view.Storage.Key)} of {view.Storage.RootBytes} bytes "
                    + $"for tensor {Quoted.Of(name)}; expected one for every tensor; download it again"));
            }

            views.Add(name, (view, record));
        }

        return views;
    }

    /// <summary>The indices of an element counted in row-major order, and how far it lies from the tensor's first.</summary>
    private static long Locate(TorchTensor view, long element, long[] index)
    {
        long offset = 0;
        for (int axis = index.Length - 1; axis >= 0; axis--)
        {
            (element, index[axis]) = Math.DivRem(element, view.Shape[axis]);
            offset += index[axis] * view.Strides[axis];
        }

        return offset;
    }

    /// <summary>Goes to the next element in row-major order and returns how far that is in the storage.</summary>
    private static long Step(TorchTensor view, long[] index)
    {
        long step = 0;
        for (int axis = index.Length - 1; axis >= 0; axis--)
        {
            step += view.Strides[axis];
            if (++index[axis] < view.Shape[axis])
            {
                break;
            }

            step -= view.Strides[axis] * index[axis];
            index[axis] = 0;
        }

        return step;
    }
}
