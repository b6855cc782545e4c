using System.IO.Compression;
using System.Text;
using AttentionLens.Models.Checkpoints;

namespace AttentionLens.Models.Tests.Checkpoints;

/// <summary>Sound files cut short at every byte and changed in a few bytes: they open and read, or throw
/// <see cref="CheckpointException"/>.</summary>
public sealed class DamagedFileTests
{
    private const int Mutations = 3000;

    public static TheoryData<string> Layouts => ["safetensors", "zip", "deflated", "stream", "index"];

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Open_SoundFile_Reads(string layout)
    {
        using Target target = new(layout);
        Assert.True(target.Survives(target.Sound));
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Open_CutShortAnywhere_IsRefused(string layout)
    {
        using Target target = new(layout);
        for (int length = 0; length < target.Sound.Length; length++)
        {
            Assert.False(target.Survives(target.Sound.AsSpan(0, length)), $"cut to {length} bytes");
        }
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Open_AFewBytesChanged_ReadsOrIsRefused(string layout)
    {
        using Target target = new(layout);
        Random random = new(layout.Length);
        int refused = 0;
        for (int mutation = 0; mutation < Mutations; mutation++)
        {
            byte[] bytes = [.. target.Sound];
            for (int change = random.Next(1, 4); change > 0; change--)
            {
                bytes[random.Next(bytes.Length)] = Replacement(random);
            }

            refused += target.Survives(bytes) ? 0 : 1;
        }

        Assert.InRange(refused, Mutations / 10, Mutations);
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Open_BytesMovedAbout_ReadsOrIsRefused(string layout)
    {
        using Target target = new(layout);
        Random random = new(layout.Length);
        for (int mutation = 0; mutation < Mutations / 3; mutation++)
        {
            int first = random.Next(target.Sound.Length);
            int length = random.Next(target.Sound.Length - first);
            int place = random.Next(target.Sound.Length);
            List<byte> bytes = [.. target.Sound];
            bytes.InsertRange(place, target.Sound.AsSpan(first, length).ToArray());
            _ = target.Survives([.. bytes]);
        }
    }

    // Values at the edges of lengths and signs do more harm than any byte.
    private static byte Replacement(Random random) => random.Next(4) switch
    {
        0 => 0,
        1 => 255,
        2 => 0x80,
        _ => (byte)random.Next(256),
    };

    private sealed class Target : IDisposable
    {
        private readonly TemporaryFolder _folder = new();
        private readonly string _fileName;

        public Target(string layout)
        {
            float[] storage = [1, 2, 3, 4];
            byte[] pickle = PickleBytes.OneTensor(4, 0, [2, 2], [1, 2]);
            _fileName = layout switch
            {
                "safetensors" => "model.safetensors",
                "index" => "model.safetensors.index.json",
                _ => "pytorch_model.bin",
            };
            Sound = layout switch
            {
                "safetensors" => SafetensorsBytes.Build(
                    """{"__metadata__":{"a":"b"},"x":{"dtype":"F32","shape":[2,1],"data_offsets":[0,8]},"y":{"dtype":"BF16","shape":[],"data_offsets":[8,10]}}""", 10),
                "zip" => PickleBytes.Zip(pickle, storage),
                "deflated" => PickleBytes.Zip(pickle, storage, level: CompressionLevel.Optimal),
                "stream" => PickleBytes.Stream(pickle, storage),
                _ => Encoding.UTF8.GetBytes("""{"metadata":{"total_size":4},"weight_map":{"a":"s1"}}"""),
            };
            new SafetensorsWriter().Add("a", [1], new float[] { 1 }).Save(_folder.At("s1"));
        }

        public byte[] Sound { get; }

        /// <summary>True where the file opens and every tensor reads, false where that is refused as it should be.</summary>
        public bool Survives(ReadOnlySpan<byte> bytes)
        {
            _ = _folder.Write(_fileName, bytes);
            try
            {
                using Checkpoint checkpoint = Checkpoint.Open(_folder.Folder);
                foreach (CheckpointTensor tensor in checkpoint.Tensors.Values)
                {
                    checkpoint.Read(tensor, new float[tensor.Length]);
                }

                return true;
            }
            catch (CheckpointException error)
            {
                Assert.DoesNotContain('\n', error.Message);
                return false;
            }
        }

        public void Dispose() => _folder.Dispose();
    }
}
